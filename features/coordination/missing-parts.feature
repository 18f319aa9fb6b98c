@INTG-05 @coordinator
Feature: Missing parts
  A task with a part missing has an answer of what there is, and is never called completed.
  Seam: failed parts → coordinator's answer → person.

  Background:
    Given the agents "Bo" and "Cy", both autonomous
    And all agents will answer "Done"

  @INTG-05.15
  Rule: What there is is put together, and the task counts as failed all the same

    Example: The result of the others comes with what failed
      Given Ada plans a part each for "Bo" and "Cy"
      And "Bo"'s model refuses the request
      And "Cy"'s model refuses the request for "Bo's part"
      And Ada sums up "Only carried"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then it failed because parts did not complete
      And its result is "Only carried"

    Example: The coordinator is told what is missing
      Given Ada plans a part each for "Bo" and "Cy"
      And "Bo"'s model refuses the request
      And "Cy"'s model refuses the request for "Bo's part"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is failed
      And Ada was told that "Bo's part" failed at last

    Example: Where nothing was done there is nothing to put together
      Given Ada plans the part "Pack the books" for "Bo"
      And "Bo"'s model refuses the request
      When Uma has Ada coordinate "Move the office" with "Bo"
      Then the coordination is failed
      And nothing came of it
      And Ada was asked once

  @INTG-05.15
  Rule: Parts that nobody put together are no completed task

    Example: A coordinator that fails at last leaves the parts without a result
      Given Ada plans the part "Pack the books" for "Bo"
      And Ada's model refuses the last request
      When Uma has Ada coordinate "Move the office" with "Bo"
      Then the coordination is failed
      And it failed because the parts were not put together
      And nothing came of it
      And "Bo" was asked once
