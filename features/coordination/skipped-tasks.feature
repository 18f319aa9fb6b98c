@INTG-05 @parallel
Feature: Skipped tasks
  Nobody goes on with work whose basis is missing; everything else is done all the same.
  Seam: end of a task → coordination → tasks that depend on it.

  @INTG-05.7
  Rule: What depends on a task that was not completed is skipped with the reason

    Example: One failed, and the next is skipped
      Given Ada's model refuses the request
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
      Then the task "Count the crates" failed because our request was invalid
      And the task "Book the lorry" is skipped because of "Count the crates"
      And Sol was never asked

    Example: One was blocked, and the next is skipped
      When Uma has these tasks done:
        | task           | agent | needs          |
        | Ask the driver | Stu   |                |
        | Book the lorry | Sol   | Ask the driver |
      Then the task "Ask the driver" is blocked
      And the task "Book the lorry" is skipped because of "Ask the driver"
      And Sol was never asked

    Example: The whole row behind a failure is skipped
      Given Ada's model refuses the request
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   | Count the crates |
        | Book the lorry   | Sol   | Weigh the crates |
      Then the task "Weigh the crates" is skipped because of "Count the crates"
      And the task "Book the lorry" is skipped because of "Weigh the crates"
      And Sol was never asked

    Example: One of several is enough
      Given Ada's model refuses the request
      And Sol will answer "Two tons"
      When Uma has these tasks done:
        | task             | agent | needs                              |
        | Count the crates | Ada   |                                    |
        | Weigh the crates | Sol   |                                    |
        | Book the lorry   | Sol   | Weigh the crates, Count the crates |
      Then the task "Book the lorry" is skipped because of "Count the crates"
      And Sol was asked once

    Example: A skipped task leaves no execution behind
      Given Ada's model refuses the request
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
      Then 1 execution was begun in all
      And the coordination is failed

  @INTG-05.7
  Rule: Independent tasks go on

    Example: What does not depend on the failure is completed
      Given Ada's model refuses the request
      And Sol will answer "Two tons"
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Ines  | Count the crates |
        | Weigh the crates | Sol   |                  |
      Then the task "Book the lorry" is skipped because of "Count the crates"
      And the task "Weigh the crates" was answered "Two tons"

    Example: A row of their own is gone through to its end
      Given Ada's model refuses the request
      And Sol will answer "Two tons"
      And Ines will answer "Noted"
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Ada   | Count the crates |
        | Weigh the crates | Sol   |                  |
        | Note the weight  | Ines  | Weigh the crates |
      Then the task "Note the weight" was answered "Noted"
      And the task "Book the lorry" is skipped because of "Count the crates"
