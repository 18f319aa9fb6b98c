@INTG-05 @coordinator
Feature: Coordinator's answer
  Whoever had a task split sees who did which part of it and what came of that, then and later.
  Seam: person → coordinator → workers → answer with all parts.

  Background:
    Given the agents "Bo", "Cy" and "Dee", all autonomous
    And all agents will answer "Done"

  @INTG-05.15
  Rule: Whoever asked is told who did what

    Example: Every part is named with its worker and what came of it, in the order of the plan
      Given Ada plans these parts
        | worker | part           |
        | Cy     | Pack the books |
        | Bo     | Carry them     |
      And "Bo" will answer "All carried"
      And "Cy" will answer "All packed"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the parts were done like this
        | part           | worker | came to   | answer      |
        | Pack the books | Cy     | completed | All packed  |
        | Carry them     | Bo     | completed | All carried |

    Example: A part that failed is told with its reason, and so is who stood in
      Given Ada plans the part "Pack the books" for "Bo"
      And "Bo"'s model refuses the request
      And "Cy" will answer "All packed"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the parts were done like this
        | part           | worker | came to   | answer     | in place of |
        | Pack the books | Bo     | failed    |            |             |
        | Pack the books | Cy     | completed | All packed | Bo          |
      And the first part failed because our request was invalid

    Example: Every part can be looked up as the execution that it was
      Given Ada plans a part each for "Bo" and "Cy"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And every part was an execution to chat, asked for by Uma

  @INTG-05.15
  Rule: It can be looked up later, by whoever asked and by supervisors

    Scenario Outline: <person> finds what Uma was told
      Given Ada plans a part each for "Bo" and "Cy"
      And Uma has had Ada coordinate "Move the office" with "Bo" and "Cy"
      When <person> looks the coordination up
      Then <person> finds what Uma was told

      Examples: of those who may see it
        | person |
        | Uma    |
        | Sam    |

    Example: Nobody else finds it
      Given Ada plans a part each for "Bo" and "Cy"
      And Uma has had Ada coordinate "Move the office" with "Bo" and "Cy"
      When Mallory looks the coordination up
      Then the request fails because there is no such thing
