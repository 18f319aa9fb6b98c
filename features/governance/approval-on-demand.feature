@AR-05 @governance @approval
Feature: Approval on demand
  Whoever asks may want a human to look first, although the agent could do it alone.
  Seam: person who demands approval → governance → proposal.

  @AR-05.4
  Rule: Whoever asks may demand approval for what would be allowed

    Scenario Outline: <agent> waits for approval to <action> when it is demanded
      When Uma asks <agent> to <action> "What we talked about", asking for approval first
      Then a proposal waits for a supervisor
      And the execution is awaiting approval
      And OpenAI was never contacted

      Examples: of what would be allowed
        | agent | action     |
        | Ada   | send email |
        | Ada   | search     |
        | Sol   | create     |
        | Ines  | chat       |

    Example: What was approved on demand is done
      Given OpenAI will answer "Good morning"
      And Uma has asked Ada "Hello", asking for approval first
      When Sam approves it
      Then the execution is completed
      And OpenAI was asked once

  @AR-05.4
  Rule: The demand changes this one decision and no other

    Example: The same question without the demand is answered at once
      Given OpenAI will answer "Good morning"
      And Uma has asked Ada "Hello", asking for approval first
      When Uma asks Ada "Hello"
      Then Ada answers "Good morning"
      And one proposal waits

    Example: A question that was answered before still waits when approval is demanded
      Given OpenAI will answer "Good morning"
      And Uma has asked Ada "Hello"
      When Uma asks Ada "Hello", asking for approval first
      Then a proposal waits for a supervisor
      And OpenAI was asked once

    Example: What Ada may do is the same afterwards
      Given Uma has asked Ada to send email "Hello", asking for approval first
      When Sam looks up whether Ada may send email
      Then Sam learns that it is allowed
      And one proposal waits

  @AR-05.4
  Rule: The demand makes nothing possible that was blocked

    Scenario Outline: <agent> still may not <action>
      When Uma asks <agent> to <action> "Hello", asking for approval first
      Then the request fails because the agent may not do that
      And no proposal waits
      And OpenAI was never contacted

      Examples: of what is blocked
        | agent | action     |
        | Stu   | chat       |
        | Stu   | create     |
        | Ines  | send email |

    Example: What needs approval anyway is proposed once, not twice
      When Uma asks Sol to send email "Hello", asking for approval first
      Then a proposal waits for a supervisor
      And OpenAI was never contacted
