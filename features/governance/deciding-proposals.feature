@AR-05 @governance @approval
Feature: Deciding proposals
  A decision is made once, by somebody else than who asked, about exactly what that person has seen.
  Seam: supervisor → decision → proposal.
  Proposals that lapse have a feature of their own.

  Background:
    Given Uma has asked Sol to send email "Dear all"

  @AR-05.9
  Rule: A proposal is decided once; every later decision is refused

    Scenario Outline: What was <first> cannot be <second> any more
      Given OpenAI will answer "Sent"
      And Sam has <first> it
      When Olivia <decides> it after all
      Then the request fails because the proposal was decided already
      And the proposal is <first> by Sam

      Examples: of decisions one after the other
        | first    | second   | decides  |
        | approved | rejected | rejects  |
        | approved | approved | approves |
        | rejected | approved | approves |
        | rejected | rejected | rejects  |

    Scenario Outline: Of <decisions> at the same moment exactly one counts
      Given OpenAI will answer "Sent"
      When Sam and Olivia decide at the same moment: <decisions>
      Then one of the two decisions counts, and the other fails because the proposal was decided already
      And the proposal is as the one that counts says
      And it was run as often as that says

      Examples: of two decisions
        | decisions                    |
        | an approval and a rejection  |
        | a rejection and an approval  |
        | two approvals                |
        | two rejections               |

  @AR-05.9
  Rule: A decision names the content that it saw, and is refused if the content is another

    Scenario Outline: Sam cannot <decide> what Sam has not seen
      When Sam <decides> it, having seen another content
      Then the request fails because the content is another
      And one proposal waits
      And OpenAI was never contacted

      Examples: of decisions about another content
        | decide  | decides  |
        | approve | approves |
        | reject  | rejects  |

    Example: The fingerprint of another proposal does not do
      Given Uma has asked Sol to send email "Dear customers"
      When Sam approves the first, having seen the second
      Then the request fails because the content is another
      And two proposals wait
      And OpenAI was never contacted

    Example: A decision that does not say what it saw is none
      When Sam approves it without saying what was seen
      Then the request fails because the request is not valid
      And one proposal waits
      And OpenAI was never contacted

    Example: After such a mistake it can be approved as it is
      Given OpenAI will answer "Sent"
      And Sam has tried to approve it, having seen another content
      When Sam approves it
      Then the proposal is approved by Sam
      And OpenAI was asked once

    Example: The fingerprint is that of the content as it is published
      When Sam looks at the proposal
      Then its fingerprint is that of its content
      And one proposal waits
