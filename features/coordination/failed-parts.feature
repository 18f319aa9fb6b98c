@INTG-05 @coordinator
Feature: Failed parts
  One worker who fails does not end the task: another gets the part, once, and what is missing is said.
  Seam: failed part → next idle worker → coordinator's answer.

  Background:
    Given the agents "Bo", "Cy" and "Dee", all autonomous
    And all agents will answer "Done"

  @INTG-05.15
  Rule: A failed part goes to the next idle worker, in the order in which they were named

    Example: The next worker does what the one before could not
      Given Ada plans the part "Pack the books" for "Bo"
      And "Bo"'s model refuses the request
      When Uma has Ada coordinate "Move the office" with "Bo", "Cy" and "Dee"
      Then the coordination is completed
      And "Cy" was told "Pack the books"
      And "Dee" was never asked

    Example: After the last worker comes the first
      Given Ada plans the part "Pack the books" for "Dee"
      And "Dee"'s model refuses the request
      When Uma has Ada coordinate "Move the office" with "Bo", "Cy" and "Dee"
      Then the coordination is completed
      And "Bo" was told "Pack the books"
      And "Cy" was never asked

    Example: A worker that still has a part is passed over
      Given Ada plans a part each for "Bo" and "Cy"
      And "Bo"'s model refuses the request
      And "Cy" takes 20 seconds to answer
      When Uma has Ada coordinate "Move the office" with "Bo", "Cy" and "Dee"
      Then the coordination is completed
      And "Cy" was asked once
      And "Dee" was asked once

    Example: Where all others are at work the part waits for one of them
      Given Ada plans a part each for "Bo" and "Cy"
      And "Bo"'s model refuses the request
      And "Cy" takes 20 seconds to answer
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And "Cy" was asked twice
      And it took 40 seconds

    Example: A part that somebody cancels has failed too
      Given Ada plans the part "Pack the books" for "Bo"
      And "Bo" takes 20 seconds to answer
      And Uma is waiting for Ada to coordinate "Move the office" with "Bo" and "Cy"
      When Uma cancels what "Bo" does
      Then the coordination is completed
      And "Cy" was told "Pack the books"

  @INTG-05.15
  Rule: It goes on once; failing again it counts as failed

    Example: Nobody gets a part that two workers could not do
      Given Ada plans the part "Pack the books" for "Bo"
      And "Bo"'s model refuses the request
      And "Cy"'s model refuses the request
      When Uma has Ada coordinate "Move the office" with "Bo", "Cy" and "Dee"
      Then the coordination is failed
      And it failed because parts did not complete
      And "Dee" was never asked

    Example: The only worker's failed part counts as failed at once
      Given Ada plans the part "Pack the books" for "Bo"
      And "Bo"'s model refuses the request
      When Uma has Ada coordinate "Move the office" with "Bo"
      Then the coordination is failed
      And it failed because parts did not complete
      And "Bo" was asked once
