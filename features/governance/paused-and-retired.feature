@AR-05 @governance
Feature: Paused and retired agents
  An administrator takes an agent out of work for a while or for good, and it does nothing more from then on.
  Seam: administrator → agent's state → next decision.

  @AR-05.5
  Rule: A paused agent may do nothing

    Scenario Outline: Paused, <agent> may not <action>
      Given <agent> was paused
      When Uma asks <agent> to <action> "What we talked about"
      Then the request fails because the agent is paused
      And OpenAI was never contacted

      Examples: of what would be allowed, need approval or be blocked
        | agent | action     |
        | Ada   | chat       |
        | Ada   | search     |
        | Stu   | search     |
        | Ines  | create     |
        | Ines  | send email |

    Example: A paused agent proposes nothing
      Given Sol was paused
      When Uma asks Sol to send email "Hello"
      Then the request fails because the agent is paused
      And no proposal waits
      And OpenAI was never contacted

    Example: Resumed, it works again
      Given OpenAI will answer "Good morning"
      And Ada was paused and resumed
      When Uma asks Ada "Hello"
      Then Ada answers "Good morning"

    Example: A pause concerns one agent
      Given OpenAI will answer "Good morning"
      And Ada was paused
      When Uma asks Sol "Hello"
      Then Sol answers "Good morning"

  @AR-05.5
  Rule: A retired agent may do nothing, for good

    Scenario Outline: Retired, Ada may not <action>
      Given Ada was retired
      When Uma asks Ada to <action> "What we talked about"
      Then the request fails because the agent is retired
      And OpenAI was never contacted

      Examples: from the least to the most
        | action     |
        | search     |
        | chat       |
        | send email |

    Example: A retired agent cannot be resumed
      Given Ada was retired
      When Olivia resumes Ada
      Then the request fails because the present state does not allow it
      And Ada is retired

  @AR-05.5
  Rule: An unknown agent may do nothing

    Example: Nobody answers for an agent that does not exist
      When Uma asks an agent that does not exist to search "The price list"
      Then the request fails because there is no such thing
      And OpenAI was never contacted

  @AR-05.5
  Rule: Only administrators pause, resume and retire

    Scenario Outline: <person> may not <change> Ada
      When <person> <changes> Ada
      Then the request fails because the role does not allow it
      And Ada is at work

      Examples: of users and supervisors
        | person | change | changes |
        | Uma    | pause  | pauses  |
        | Sam    | pause  | pauses  |
        | Sam    | retire | retires |
        | Sam    | resume | resumes |
