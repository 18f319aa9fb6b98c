@INTG-05 @parallel @approval
Feature: Tasks that need approval
  A task that an agent may not do by itself waits for a human, what depends on it waits with it, and all else goes on.
  Seam: coordination → governance → proposal → supervisor → coordination.

  Background:
    Given Ada will answer "Twelve crates"
    And Sol will answer "Sent"
    And Ines will answer "Noted"

  @INTG-05.7
  Rule: A task that needs approval waits, and so does what depends on it

    Example: Uma is told that something waits, and where the work is found
      When Uma has these tasks done:
        | task          | agent | action     |
        | Write to them | Sol   | send email |
      Then Uma is told that 1 proposal waits, and where the work is found
      And the task "Write to them" is awaiting approval
      And Sol was never asked

    Example: What depends on it waits, and the others are done
      When Uma has these tasks done:
        | task             | agent | action     | needs         |
        | Write to them    | Sol   | send email |               |
        | Note the answer  | Ines  |            | Write to them |
        | Count the crates | Ada   |            |               |
      Then Uma is told that 1 proposal waits, and where the work is found
      And the tasks are:
        | task             | status            |
        | Write to them    | awaiting approval |
        | Note the answer  | pending           |
        | Count the crates | completed         |

    Example: The proposal is that of the task
      When Uma has these tasks done:
        | task          | agent | action     |
        | Write to them | Sol   | send email |
      Then the task "Write to them" waits for the proposal that Sol shall send email "Write to them" for Uma

    Example: Several proposals may wait
      When Uma has these tasks done:
        | task               | agent | action     |
        | Write to them      | Sol   | send email |
        | Write to the other | Sol   | send email |
      Then Uma is told that 2 proposals wait, and where the work is found
      And both tasks are awaiting approval

    Example: What needs approval later waits when its turn comes
      When Uma has these tasks done:
        | task             | agent | action     | needs            |
        | Count the crates | Ada   |            |                  |
        | Write to them    | Sol   | send email | Count the crates |
      Then Uma is told that 1 proposal waits, and where the work is found
      And the task "Count the crates" is completed
      And the task "Write to them" is awaiting approval

    Example: As long as others are at work, Uma waits for them
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      When Uma has these tasks done:
        | task             | agent | action     |
        | Write to them    | Sol   | send email |
        | Count the crates | Ada   |            |
      Then it took 10 minutes
      And Uma is told that 1 proposal waits, and where the work is found
      And the task "Count the crates" is completed
