@AR-05 @governance
Feature: Levels
  An agent does only what it has earned: the higher its level, the more its actions may change.
  Seam: person → governance → execution, proposal or refusal.
  How an agent rises and falls, and how proposals are decided, have features of their own.

  @AR-05.1
  Rule: Student, intern, supervised and autonomous cover complexity 1 to 4, in that order

    Example: Every published action is decided by its complexity and the agent's level alone
      When Sam looks up what each agent may do
      Then these are the decisions
        | agent | level      | complexity 1 | complexity 2   | complexity 3   | complexity 4   |
        | Stu   | student    | allowed      | blocked        | blocked        | blocked        |
        | Ines  | intern     | allowed      | allowed        | needs approval | blocked        |
        | Sol   | supervised | allowed      | allowed        | allowed        | needs approval |
        | Ada   | autonomous | allowed      | allowed        | allowed        | allowed        |

  @AR-05.1
  Rule: What the level covers is done at once

    Scenario Outline: <agent> may <action>
      Given OpenAI will answer "Done"
      When Uma asks <agent> to <action> "What we talked about"
      Then <agent> answers "Done"
      And no proposal waits

      Examples: from the least that a level covers to the most
        | agent | action          |
        | Stu   | summarize       |
        | Ines  | fetch           |
        | Ines  | draft           |
        | Sol   | present chart   |
        | Sol   | chat            |
        | Sol   | schedule        |
        | Ada   | read            |
        | Ada   | review          |
        | Ada   | delegate        |
        | Ada   | execute command |

  @AR-05.1
  Rule: What is one above the level needs approval

    Scenario Outline: <agent> proposes to <action>, and waits
      When Uma asks <agent> to <action> "What we talked about"
      Then a proposal waits for a supervisor
      And the execution is awaiting approval
      And OpenAI was never contacted

      Examples: of intern and supervised, one above what they cover
        | agent | action               |
        | Ines  | create               |
        | Ines  | export               |
        | Ines  | record screen        |
        | Sol   | delete               |
        | Sol   | send email           |
        | Sol   | create github issue  |

  @AR-05.1
  Rule: What is more than one above the level is blocked

    Scenario Outline: Ines may neither <action> nor propose it
      When Uma asks Ines to <action> "What we talked about"
      Then the request fails because the agent may not do that
      And no proposal waits
      And OpenAI was never contacted

      Examples: of actions two above an intern
        | action          |
        | payment         |
        | deploy          |
        | post to slack   |
