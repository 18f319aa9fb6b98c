@AR-05 @governance @approval
Feature: Who decides a proposal
  Nobody lets an agent do for them what nobody else has looked at.
  Seam: person or agent → decision → proposal.

  @AR-05.9
  Rule: Whoever asked does not approve or reject their own proposal

    Scenario Outline: <person> may not <decide> what <person> asked for
      Given <person> has asked Sol to send email "Dear all"
      When <person> <decides> it
      Then the request fails because nobody decides what they asked for
      And one proposal waits
      And OpenAI was never contacted

      Examples: of those who may decide others' proposals
        | person | decide  | decides                   |
        | Sam    | approve | approves                  |
        | Sam    | reject  | rejects                   |
        | Olivia | approve | approves                  |

    Example: Somebody else who supervises may approve it
      Given OpenAI will answer "Sent"
      And Sam has asked Sol to send email "Dear all"
      When Olivia approves it
      Then the proposal is approved by Olivia
      And OpenAI was asked once

  @AR-05.9
  Rule: An installation may allow one to decide one's own proposals

    Example: Where it is allowed, a lone administrator approves her own
      Given these settings
        | CONCORD_SELF_APPROVAL | on |
      And OpenAI will answer "Sent"
      And Olivia has asked Sol to send email "Dear all"
      When Olivia approves it
      Then the proposal is approved by Olivia
      And OpenAI was asked once

    Example: A user may not decide her own, even where it is allowed
      Given these settings
        | CONCORD_SELF_APPROVAL | on |
      And Uma has asked Sol to send email "Dear all"
      When Uma approves it
      Then the request fails because the role does not allow it
      And one proposal waits
      And OpenAI was never contacted

  @AR-05.9
  Rule: Users and agents decide no proposal, whoever asked

    Scenario Outline: <person> may not <decide> what Uma asked for
      Given Uma has asked Sol to send email "Dear all"
      When <person> <decides> it
      Then the request fails because the role does not allow it
      And one proposal waits
      And OpenAI was never contacted

      Examples: of users
        | person  | decide  | decides  |
        | Uma     | approve | approves |
        | Uma     | reject  | rejects  |
        | Mallory | approve | approves |

    Scenario Outline: <agent>, with a token of its own, may not approve what Sol proposes
      Given Uma has asked Sol to send email "Dear all"
      When <agent> approves it with a token of its own
      Then the request fails because the role does not allow it
      And one proposal waits
      And OpenAI was never contacted

      Examples: of the agent itself, and of one above it
        | agent |
        | Sol   |
        | Ada   |
