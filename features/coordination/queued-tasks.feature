@INTG-05 @parallel @governance
Feature: Tasks whose turn comes later
  What an agent may do, and for whom, is decided when its task begins, and not when the job was given.
  Seam: agent, and whoever asked → governance, when a task's turn comes → execution.

  @INTG-05.7
  Rule: A task whose agent lost its right meanwhile is blocked when its turn comes

    Background:
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   | Count the crates |
        | Book the lorry   | Ada   | Weigh the crates |

    Example: The agent was paused
      Given Sol was paused
      When 10 minutes pass
      Then the task "Count the crates" is completed
      And the task "Weigh the crates" is blocked because the agent is paused
      And the task "Book the lorry" is skipped because of "Weigh the crates"
      And Sol was never asked

    Example: The agent was retired
      Given Sol was retired
      When 10 minutes pass
      Then the task "Weigh the crates" is blocked because the agent is retired
      And the coordination is failed
      And Sol was never asked

    Example: The agent was paused and is at work again
      Given Sol was paused and resumed
      And Sol will answer "Two tons"
      When 10 minutes pass
      Then the task "Weigh the crates" was answered "Two tons"
      And the task "Book the lorry" is running

  @INTG-05.7
  Rule: A task is blocked when its turn comes if whoever asked may not have it done any more

    Example: Ada, who asked, was retired before the approval
      Given Ada, with a token of its own, has had these tasks done:
        | task            | agent | action     | needs         |
        | Write to them   | Sol   | send email |               |
        | Note the answer | Ines  |            | Write to them |
      And Ada was retired
      When Sam approves it
      Then the task "Write to them" is blocked because the agent is retired
      And the task "Note the answer" is skipped because of "Write to them"
      And Sol was never asked

    Example: Ada, who asked, was paused before two approvals
      Given Ada, with a token of its own, has had these tasks done:
        | task          | agent | action     |
        | Write to them | Sol   | send email |
        | Write to her  | Sol   | send email |
      And Ada was paused
      When Sam approves the proposal of the task "Write to them"
      Then the task "Write to them" is blocked because the agent is paused
      And the task "Write to her" is awaiting approval
      And Sol was never asked

    Example: Sol, who asked, was demoted below Bo before the approval
      Given the agent "Bo", supervised
      And Sol, with a token of its own, has had these tasks done:
        | task          | agent | action     |
        | Write to them | Bo    | send email |
      And Sol was demoted to intern
      When Sam approves it
      Then the task "Write to them" is blocked because the role does not allow it
      And "Bo" was never asked

    Example: Uma, who asked, was removed while the first task was done
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   | Count the crates |
      And Olivia has removed "Uma"
      When 10 minutes pass
      Then the task "Weigh the crates" is blocked because nobody is recognised
      And Sol was never asked
