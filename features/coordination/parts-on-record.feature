@INTG-05 @coordinator @audit
Feature: Parts on record
  Splitting a task goes round no rule: the plan, each part and the answer are decided, journaled and recorded like any other work.
  Seam: coordinator → executions → journal, audit trail.

  Background:
    Given the agents "Bo" and "Cy", both autonomous
    And "Bo" will answer "All packed"
    And "Cy" will answer "All carried"

  @INTG-05.15
  Rule: The plan, every part and the answer are ordinary executions

    Example: Each is decided before it begins, and its end is recorded
      Given Ada plans a part each for "Bo" and "Cy"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then these decisions are on record for Uma, each with an end that is completed:
        | agent | action   |
        | Ada   | plan     |
        | Bo    | chat     |
        | Cy    | chat     |
        | Ada   | finalize |

    Example: What each worker said can be followed in its journal
      Given Ada plans a part each for "Bo" and "Cy"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the journal of what "Bo" did is without a gap, and ends with the answer "All packed"
      And the journal of what "Cy" did is without a gap, and ends with the answer "All carried"

    Example: A part that may not be done is decided on record as blocked
      Given the agent "Ed", student
      And Ada plans the part "Pack the books" for "Ed"
      When Uma has Ada coordinate "Move the office" with "Ed"
      Then the coordination is failed
      And the attempt of "Ed" to chat is decided on record as blocked
