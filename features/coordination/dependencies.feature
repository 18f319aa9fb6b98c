@INTG-05 @parallel
Feature: Tasks that depend on others
  Work is done in an order that makes sense, and whoever goes on knows what came before.
  Seam: coordination → task graph → executions.

  Background:
    Given the platform waits as long as 1 hour for a model

  @INTG-05.7
  Rule: A task starts after all it depends on completed

    Example: One after the other takes as long as both
      Given Ada takes 10 minutes to answer
      And Sol takes 5 minutes to answer
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
      Then it took 15 minutes
      And both tasks are completed

    Example: A millisecond before the end of the first, the second has not begun
      Given Ada takes 10 minutes to answer
      And Sol takes 5 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
      When 10 minutes minus 1 millisecond pass
      Then the task "Book the lorry" is pending
      And Sol was never asked

    Example: It begins as soon as the last of several has completed
      Given Ada takes 10 minutes to answer
      And Sol takes 20 minutes to answer
      And Ines takes 5 minutes to answer
      When Uma has these tasks done:
        | task             | agent | needs                              |
        | Count the crates | Ada   |                                    |
        | Weigh the crates | Sol   |                                    |
        | Book the lorry   | Ines  | Count the crates, Weigh the crates |
      Then it took 25 minutes
      And all 3 tasks are completed

    Example: When one of several has completed, it still waits for the other
      Given Ada takes 10 minutes to answer
      And Sol takes 20 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent | needs                              |
        | Count the crates | Ada   |                                    |
        | Weigh the crates | Sol   |                                    |
        | Book the lorry   | Ines  | Count the crates, Weigh the crates |
      When 15 minutes pass
      Then the task "Book the lorry" is pending
      And Ines was never asked

    Example: Three in a row of ten minutes take thirty
      Given Ada takes 10 minutes to answer
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Ada   | Count the crates |
        | Book the lorry   | Ada   | Weigh the crates |
      Then it took 30 minutes
      And all 3 tasks are completed

    Example: What depends on nothing does not wait for what does
      Given Ada takes 10 minutes to answer
      And Sol takes 10 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Ada   | Count the crates |
        | Weigh the crates | Sol   |                  |
      When 10 minutes pass
      Then the task "Weigh the crates" is completed
      And the task "Book the lorry" is running
