@INTG-05 @parallel @governance
Feature: Tasks whose turn comes later
  What an agent may do is decided when its task begins, and not when the job was given.
  Seam: coordination → governance, when a task's turn comes → execution.

  Background:
    Given the platform waits as long as 1 hour for a model
    And Ada takes 10 minutes to answer
    And Uma is waiting for these tasks to be done:
      | task             | agent | needs            |
      | Count the crates | Ada   |                  |
      | Weigh the crates | Sol   | Count the crates |
      | Book the lorry   | Ada   | Weigh the crates |

  @INTG-05.7
  Rule: A task whose agent lost its right meanwhile is blocked when its turn comes

    Example: The agent was paused
      Given Sol was paused
      When 10 minutes pass
      Then the task "Count the crates" is completed
      And the task "Weigh the crates" is blocked because the agent is paused
      And the task "Book the lorry" is skipped because of "Weigh the crates"
      And Sol was asked never

    Example: The agent was retired
      Given Sol was retired
      When 10 minutes pass
      Then the task "Weigh the crates" is blocked because the agent is retired
      And the coordination is failed
      And Sol was asked never

    Example: The agent was paused and is at work again
      Given Sol was paused and resumed
      And Sol will answer "Two tons"
      When 10 minutes pass
      Then the task "Weigh the crates" was answered "Two tons"
      And the task "Book the lorry" is running
