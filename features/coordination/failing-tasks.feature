@INTG-05 @parallel
Feature: When a task fails
  Whoever asks decides whether one failure makes the rest worthless; by itself it does not.
  Seam: end of a task → coordination → other tasks → the model's connection.

  Background:
    Given the platform waits as long as 1 hour for a model
    And Ada's model refuses the request after 1 minute
    And Sol takes 10 minutes to answer

  @INTG-05.11
  Rule: A failing task leaves the others alone

    Example: The others are done when one fails
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then it took 10 minutes
      And the task "Weigh the crates" is completed
      And the coordination is failed

    Example: To leave the others alone can also be asked for
      When Uma has these tasks done, leaving the others alone if one fails:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then it took 10 minutes
      And the task "Weigh the crates" is completed

    Example: What had not begun is begun
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   |                  |
        | Book the lorry   | Sol   | Weigh the crates |
      Then it took 20 minutes
      And the task "Book the lorry" is completed

  @INTG-05.11
  Rule: If the caller asked for it, the others are cancelled

    Example: What runs is given up when one fails
      When Uma has these tasks done, giving up the rest if one fails:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then it took 1 minute
      And the task "Count the crates" failed because our request was invalid
      And the task "Weigh the crates" is cancelled
      And the coordination is failed
      And the connection to OpenAI was closed

    Example: What has not begun never begins
      When Uma has these tasks done, giving up the rest if one fails:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   |                  |
        | Book the lorry   | Ines  | Weigh the crates |
      Then it took 1 minute
      And the task "Weigh the crates" is cancelled
      And the task "Book the lorry" is cancelled
      And Ines was never asked

    Example: What waits for a human is given up, and nobody has to decide it any more
      When Uma has these tasks done, giving up the rest if one fails:
        | task             | agent | action     |
        | Count the crates | Ada   |            |
        | Write to them    | Sol   | send email |
      Then the task "Write to them" is cancelled
      And the coordination is failed
      And no proposal waits
      And Sol was never asked

    Example: A student's task counts as failed
      Given Uma is waiting for these tasks to be done, giving up the rest if one fails:
        | task             | agent |
        | Weigh the crates | Sol   |
        | Ask the driver   | Stu   |
      When 1 second passes
      Then the task "Weigh the crates" is cancelled
      And the task "Ask the driver" is blocked
      And the coordination is failed

    Example: What was completed before stays completed
      Given Ines will answer "Noted"
      When Uma has these tasks done, giving up the rest if one fails:
        | task             | agent |
        | Note the crates  | Ines  |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then the task "Note the crates" was answered "Noted"
      And the task "Weigh the crates" is cancelled
