@INTG-05 @workflow
Feature: Results over several steps
  A result has a name, and any later step may take it, however many lie between.
  Seam: step → named result → any later step.

  Background:
    Given Ada will answer "Six crates"
    And Sol will answer "Two lorries"
    And Ines will answer "It can be done"

  @INTG-05.12
  Rule: A result is carried over the steps in between to whichever step takes it

    Example: The third step takes the result of the first
      When Uma starts the workflow:
        | agent | action | gives  | takes  |
        | Ada   | search | crates |        |
        | Sol   | search | lorry  |        |
        | Ines  | plan   |        | crates |
      Then Ines was told "Input (crates):"
      And Ines was told "Six crates"
      And Ines was never told "Two lorries"

    Example: Two steps take the same result
      When Uma starts the workflow:
        | agent | action | gives  | takes  |
        | Ada   | search | crates |        |
        | Sol   | plan   |        | crates |
        | Ines  | plan   |        | crates |
      Then Sol was told "Six crates"
      And Ines was told "Six crates"
      And the workflow is completed

    Example: Each step takes the result of the one before
      When Uma starts the workflow:
        | agent | action | gives   | takes   |
        | Ada   | search | crates  |         |
        | Sol   | plan   | lorries | crates  |
        | Ines  | review |         | lorries |
      Then Sol was told "Six crates"
      And Ines was told "Two lorries"
      And Ines was never told "Six crates"

    Scenario Outline: A result that is <kind> arrives unchanged
      Given Ada will answer "<text>"
      When Uma starts the workflow:
        | agent | action | gives  | takes  |
        | Ada   | search | crates |        |
        | Sol   | plan   |        | crates |
      Then Sol was told "<text>"
      And the workflow is completed

      Examples: of what an agent may say
        | kind                 | text                          |
        | in another script    | ستة صناديق 📦                 |
        | written like a page  | <b>Six</b> & {crates}         |
        | the name of a result | Input (lorries): twelve of it |

    Scenario Outline: A result may be called <name>
      When Uma starts the workflow:
        | agent | action | gives  | takes  |
        | Ada   | search | <name> |        |
        | Sol   | plan   |        | <name> |
      Then Sol was told "Input (<name>):"
      And Sol was told "Six crates"

      Examples: of unusual names
        | name        |
        | __proto__   |
        | constructor |
        | 木箱        |
