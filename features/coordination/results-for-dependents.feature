@INTG-05 @parallel
Feature: Results for those who go on
  An agent that goes on with others' work is told what came of it.
  Seam: result of a task → question to the next agent's model.

  @INTG-05.7
  Rule: A task is given the results of what it depends on

    Example: The next agent is told the result
      Given Ada will answer "Twelve crates"
      And Sol will answer "Booked"
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
      Then Sol was told "Book the lorry"
      And Sol was told "Twelve crates"

    Example: It is told all results, and which is whose
      Given Ada will answer "Twelve crates"
      And Sol will answer "Two tons"
      And Ines will answer "Booked"
      When Uma has these tasks done:
        | task             | agent | needs                              |
        | Count the crates | Ada   |                                    |
        | Weigh the crates | Sol   |                                    |
        | Book the lorry   | Ines  | Count the crates, Weigh the crates |
      Then Ines was told the result "Twelve crates" of "Count the crates"
      And Ines was told the result "Two tons" of "Weigh the crates"

    Example: It is not told what it does not depend on
      Given Ada will answer "Twelve crates"
      And Sol will answer "Two tons"
      And Ines will answer "Booked"
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   |                  |
        | Book the lorry   | Ines  | Count the crates |
      Then Ines was told "Twelve crates"
      And Ines was never told "Two tons"

    Example: It is told the results of its own dependencies, not of theirs
      Given Ada will answer "Twelve crates"
      And Sol will answer "Two tons"
      And Ines will answer "Booked"
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   | Count the crates |
        | Book the lorry   | Ines  | Weigh the crates |
      Then Ines was told "Two tons"
      And Ines was never told "Twelve crates"

    Example: A task that depends on nothing is told nothing but itself
      Given Ada will answer "Twelve crates"
      And Sol will answer "Two tons"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then Ada was told exactly "Count the crates"
      And Sol was told exactly "Weigh the crates"

    Example: A dependency that is named twice is told once
      Given Ada will answer "Twelve crates"
      And Sol will answer "Booked"
      When Uma has these tasks done:
        | task             | agent | needs                              |
        | Count the crates | Ada   |                                    |
        | Book the lorry   | Sol   | Count the crates, Count the crates |
      Then Sol was told "Twelve crates" once
      And both tasks are completed
