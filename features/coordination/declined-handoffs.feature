@INTG-05 @handoff
Feature: Handoffs that were declined, and who sees them
  What was declined is over, and what was shared is seen by nobody whom it does not concern.
  Seam: handoff → execution, next handoff, or whoever looks.

  @INTG-05.1
  Rule: Nothing follows from a handoff that was declined

    Background:
      Given Uma has handed Ada's work on to Ines
      And Ines has declined it because "I do not speak French"

    Example: No work on it starts
      When Uma has Ines do the work "Where is it?"
      Then the request fails because the handoff was declined
      And OpenAI was never contacted

    Example: It is not declined twice
      When Ines declines it because "I am tired"
      Then the request fails because the handoff was declined
      And the handoff is declined because "I do not speak French"

    Example: It is not handed on
      When Uma hands it on to Stu
      Then the request fails because the handoff was declined

    Example: The giver hands the work to somebody else instead
      When Uma hands Ada's work on to Sol
      Then the work has arrived

  @INTG-05.1
  Rule: What was approved before the handoff was declined is not done afterwards

    Example: Work that waited for approval does not start
      Given Uma has handed Ada's work on to Ines
      And Uma has had Ines do the work "Where is it?", asking for approval first
      And Ines has declined it because "I do not speak French"
      When Sam approves it
      Then the execution is blocked
      And OpenAI was never contacted

    Example: Where it was not declined, it starts
      Given Ines will answer "In Leipzig"
      And Uma has handed Ada's work on to Ines
      And Uma has had Ines do the work "Where is it?", asking for approval first
      When Sam approves it
      Then the execution is completed
      And Ines was asked once

  @INTG-05.1
  Rule: Of declining and starting at the same moment exactly one counts

    Scenario Outline: When <first> comes first, the other one is refused
      Given Ines will answer "In Leipzig"
      And Uma has handed Ada's work on to Ines
      When Ines declines it and Uma has Ines do the work "Where is it?", <first> first
      Then one of the two counts, and the other is refused because of it

      Examples: of what comes first
        | first     |
        | declining |
        | starting  |

  @INTG-05.1
  Rule: A handoff is seen by whoever asked for it, by the two agents, and by supervisors

    Scenario Outline: <who> sees it
      Given Uma has handed Ada's work on to Ines
      When <who> looks at the handoff
      Then it is Ada's work for Ines, with its context

      Examples: of those whom it concerns
        | who    |
        | Uma    |
        | Sam    |
        | Olivia |
        | Ada    |
        | Ines   |

    Scenario Outline: <who> does not see it
      Given Uma has handed Ada's work on to Ines
      When <who> looks at the handoff
      Then the request fails because there is no such thing

      Examples: of others
        | who     |
        | Mallory |
        | Sol     |

    Example: Nobody else has the receiver work on it
      Given Uma has handed Ada's work on to Ines
      When Mallory has Ines do the work "Where is it?"
      Then the request fails because there is no such thing
      And OpenAI was never contacted
