@AR-05 @governance
Feature: Blocked actions
  What an agent may not do is refused with the reason, and leaves nothing behind but a record of the attempt.
  Seam: person → governance → refusal and audit trail.

  @AR-05.7
  Rule: The refusal names the agent, its level and the level needed

    Scenario Outline: Whoever asks <agent> to <action> learns what it takes
      When Uma asks <agent> to <action> "What we talked about"
      Then the request fails because the agent may not do that
      And Uma is told that <agent> is <level>, and that it takes <needed>
      And Uma is told that it is of no use to try again
      And OpenAI was never contacted

      Examples: of levels that an agent has and would need
        | agent | action     | level     | needed              |
        | Stu   | chat       | a student | an intern           |
        | Stu   | create     | a student | a supervised agent  |
        | Stu   | send email | a student | an autonomous agent |
        | Ines  | send email | an intern | an autonomous agent |

    Example: Whoever would listen word by word is refused in the same way
      When Uma asks Ines to send email "Hello", to be answered word by word
      Then the request fails because the agent may not do that
      And Uma is told that Ines is an intern, and that it takes an autonomous agent
      And OpenAI was never contacted

    Example: Whoever looks it up beforehand learns that it is blocked
      When Uma looks up whether Ines may send email
      Then Uma learns that it is blocked

  @AR-05.7
  Rule: A blocked action contacts no provider and changes nothing

    Example: No conversation is begun
      When Uma asks Stu "Could you help me?"
      Then the request fails because the agent may not do that
      And Uma has no conversation
      And OpenAI was never contacted

    Example: A conversation that goes on stays as it was
      Given OpenAI will answer "Good morning"
      And Uma has asked Ines "Hello"
      When Uma asks Stu "Could you help me?", in the same conversation
      Then the request fails because the agent may not do that
      And Uma's conversation is "Hello", then "Good morning"

    Example: Nobody has anything to decide, and nobody is alarmed
      Given Sam is listening to the alerts
      When Uma asks Ines to send email "Hello"
      Then the request fails because the agent may not do that
      And no proposal waits
      And Sam has been notified of nothing

    Example: The attempt is listed as blocked, and never becomes anything else
      Given Uma was refused when she asked Ines to send email "Hello"
      And the platform makes its rounds
      When 24 hours pass
      Then the execution is blocked
      And OpenAI was never contacted

  @AR-05.7
  Rule: The refusal is audited

    Example: The record tells who tried what, and that it was blocked
      When Uma asks Ines to send email "Hello"
      Then the request fails because the agent may not do that
      And the attempt is decided on record as blocked, and has no outcome
      And the record says that Uma asked Ines to send email, which is of complexity 4, and that it was blocked

    Example: Each attempt has a record of its own
      Given Uma was refused when she asked Ines to send email "Hello"
      When Uma asks Ines to send email "Hello"
      Then the request fails because the agent may not do that
      And two attempts of Uma's are on record as blocked

    Example: An attempt that cannot be recorded is refused all the same
      Given storage is failing
      When Uma asks Stu "Could you help me?"
      Then the request fails because the store is not available
      And OpenAI was never contacted
