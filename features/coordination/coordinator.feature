@INTG-05 @coordinator
Feature: Coordinator
  A task that is too large for one agent is split by one, done by others, and comes back as one answer with who did what.
  Seam: person → coordinator's plan → workers → coordinator's answer.
  What a plan must be, failed parts and the rights of workers have features of their own.

  Background:
    Given the agents "Bo", "Cy" and "Dee", all autonomous
    And all agents will answer "Done"

  @INTG-05.15
  Rule: A coordinator splits the task among the workers that it was given

    Example: Each worker is told its own part, and the task that it belongs to
      Given Ada plans these parts
        | worker | part           |
        | Bo     | Pack the books |
        | Cy     | Carry them     |
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And "Bo" was told "Pack the books", as a part of "Move the office"
      And "Cy" was told "Carry them", as a part of "Move the office"

    Example: Whoever plans is told the task and the workers
      Given Ada plans a part each for "Bo" and "Cy"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And Ada was asked to split "Move the office" among "Bo" and "Cy"

    Example: A worker may be given several parts, and another none
      Given Ada plans these parts
        | worker | part           |
        | Bo     | Pack the books |
        | Bo     | Carry them     |
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And "Bo" was asked twice
      And "Cy" was never asked

    Scenario Outline: No task is split among <workers>
      When Uma has Ada coordinate "Move the office" with <workers>
      Then the request fails because <failure>
      And the place named is <place>
      And nothing of it was begun

      Examples: workers that cannot be given parts
        | workers               | failure                  | place             |
        | no workers            | the request is not valid | the workers       |
        | 101 workers           | the request is not valid | the workers       |
        | the same worker twice | an agent is named twice  | the third worker  |
        | itself as a worker    | an agent is named twice  | the second worker |
        | an unknown worker     | there is no such thing   | the second worker |

    Example: A hundred workers are not too many
      Given Ada plans a part for the last of 100 workers
      When Uma has Ada coordinate "Move the office" with those 100 workers
      Then the coordination is completed
      And the last of them did the part

  @INTG-05.15
  Rule: The parts are done at the same time

    Example: Three parts of 20 seconds take 20 seconds
      Given Ada plans a part each for "Bo", "Cy" and "Dee"
      And "Bo", "Cy" and "Dee" take 20 seconds to answer
      When Uma has Ada coordinate "Move the office" with "Bo", "Cy" and "Dee"
      Then the coordination is completed
      And it took 20 seconds

  @INTG-05.15
  Rule: What the coordinator puts together of the parts is the result

    Example: The coordinator's last answer is what came of the task
      Given Ada plans a part each for "Bo" and "Cy"
      And Ada sums up "The office has moved"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And its result is "The office has moved"

    Example: The coordinator is told what every worker answered
      Given Ada plans a part each for "Bo" and "Cy"
      And "Bo" will answer "All packed"
      And "Cy" will answer "All carried"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And Ada was told that "Bo" answered "All packed"
      And Ada was told that "Cy" answered "All carried"
