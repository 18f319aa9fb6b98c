@INTG-05 @parallel
Feature: Cancelling parallel work
  Whoever asked for a job may give it up, and from then on nobody works on it.
  Seam: person → cancel → coordination → executions → the model's connection.

  Background:
    Given the platform waits as long as 1 hour for a model
    And Ada takes 10 minutes to answer

  @INTG-05.11
  Rule: Cancelled, everything that has not ended is given up

    Example: What runs is cancelled, and the model's connection closed
      Given Uma is waiting for 1 task to be done by Ada
      When Uma cancels the coordination
      Then the coordination is cancelled
      And the task "Task 01" is cancelled
      And the connection to OpenAI was closed

    Example: What has not begun never begins, even an hour later
      Given Uma is waiting for these tasks to be done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
      And Uma has cancelled the coordination
      When 1 hour passes
      Then the task "Count the crates" is cancelled
      And the task "Book the lorry" is cancelled
      And Sol was never asked

    Example: What was completed before the cancellation keeps its result
      Given Sol will answer "Two tons"
      And Uma is waiting for these tasks to be done:
        | task             | agent |
        | Weigh the crates | Sol   |
        | Count the crates | Ada   |
      When Uma cancels the coordination
      Then the task "Weigh the crates" was answered "Two tons"
      And the task "Count the crates" is cancelled

    Example: What waits for a human needs no decision any more
      Given Uma has had these tasks done:
        | task          | agent | action     |
        | Write to them | Sol   | send email |
      When Uma cancels the coordination
      Then the coordination is cancelled
      And no proposal waits
      And the task "Write to them" is cancelled

    Example: Cancelled on another platform with the same data, it is given up where it runs
      Given Uma is waiting for 1 task to be done by Ada
      And the platform makes its rounds
      When on another platform with the same data, Uma cancels the coordination, and 1 second passes
      Then the task "Task 01" is cancelled
      And the connection to OpenAI was closed

    Example: Whoever waited is told how it ended
      Given Uma is waiting for 1 task to be done by Ada
      When Uma cancels the coordination
      Then Uma is given these results, in this order:
        | task    | status    |
        | Task 01 | cancelled |

  @INTG-05.11
  Rule: Only whoever asked and supervisors cancel it, and only before its end

    Example: Sam gives up what Uma asked for
      Given Uma is waiting for 1 task to be done by Ada
      When Sam cancels the coordination
      Then the coordination is cancelled

    Example: For Mallory there is nothing to cancel
      Given Uma is waiting for 1 task to be done by Ada
      When Mallory cancels the coordination
      Then the request fails because there is no such thing
      And the coordination is running

    Example: What is over is not cancelled
      Given Uma has had these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      When Uma cancels the coordination
      Then the request fails because the present state does not allow it
      And the coordination is completed

    Example: What is cancelled is not cancelled twice
      Given Uma is waiting for 1 task to be done by Ada
      And Uma has cancelled the coordination
      When Uma cancels the coordination again
      Then the request fails because the present state does not allow it
      And the coordination is cancelled
