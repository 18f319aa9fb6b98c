@INTG-05 @parallel @supervision
Feature: Stepping into tasks
  A task is supervised, stopped and paid for like any other work of its agent, and the job takes note of it.
  Seam: supervisor or budget → execution of a task → coordination.

  Background:
    Given the platform waits as long as 1 hour for a model
    And Sol takes 10 minutes to answer

  @INTG-05.7
  Rule: A task that a human ended was not completed

    Example: What depends on a stopped task is skipped
      Given Uma is waiting for these tasks to be done:
        | task             | agent | action   | needs            |
        | Move the meeting | Sol   | schedule |                  |
        | Book the lorry   | Ada   |          | Move the meeting |
      When Sam stops the execution
      Then the task "Move the meeting" is cancelled
      And the task "Book the lorry" is skipped because of "Move the meeting"
      And the coordination is failed
      And Ada was never asked

    Example: What depends on a task that Uma cancelled is skipped
      Given Uma is waiting for these tasks to be done:
        | task             | agent | needs            |
        | Weigh the crates | Sol   |                  |
        | Book the lorry   | Ada   | Weigh the crates |
      When Uma cancels the execution
      Then the task "Weigh the crates" is cancelled
      And the task "Book the lorry" is skipped because of "Weigh the crates"

    Example: What was stopped cancels the others, if the caller asked for it
      Given Ada takes 10 minutes to answer
      And Uma is waiting for these tasks to be done, giving up the rest if one fails:
        | task             | agent | action   |
        | Count the crates | Ada   |          |
        | Move the meeting | Sol   | schedule |
      When Sam stops the execution
      Then the task "Move the meeting" is cancelled
      And the task "Count the crates" is cancelled

  @INTG-05.6
  Rule: A task that a supervisor pauses is held back until it is resumed

    Example: Paused, it is held back
      Given Uma is waiting for these tasks to be done:
        | task             | agent | action   |
        | Move the meeting | Sol   | schedule |
      And Sam has paused the execution
      When 20 minutes pass
      Then the task "Move the meeting" is paused
      And the coordination is running

    Example: Resumed, it is completed
      Given Uma is waiting for these tasks to be done:
        | task             | agent | action   |
        | Move the meeting | Sol   | schedule |
      And Sam has paused the execution
      And 20 minutes have passed
      When Sam resumes the execution
      Then the task "Move the meeting" is completed
      And the coordination is completed

  @INTG-05.6
  Rule: Every task is paid from the budget of whoever asked, and of its agent

    Example: A task that its agent's budget does not allow is not begun, and the others are done
      Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
      And Olivia has given Sol a budget of 0.01 USD a day
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then the task "Weigh the crates" is blocked because the budget does not allow it
      And the task "Count the crates" is completed
      And Ada was asked once
      And Sol was never asked

    Example: A task that the budget of whoever asked does not allow is not begun
      Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
      And Olivia has given Uma a budget of 0.01 USD a day
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      Then the task "Count the crates" is blocked because the budget does not allow it
      And Ada was never asked
