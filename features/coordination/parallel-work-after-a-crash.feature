@INTG-05 @parallel @recovery
Feature: Parallel work after a crash
  A job outlives the platform's process: what was done is kept, what is harmless is done again, the rest waits for a human.
  Seam: job → platform that is killed and started again → interrupted tasks, tasks that waited.

  Background:
    Given the platform runs in a process of its own
    And Ada will answer "Twelve crates"
    And Sol will answer "Two tons"

  @INTG-05.6
  Rule: The work goes on although the platform was killed

    Example: What was cut off is done again, and what was done is not
      Given Sol takes 20 seconds to answer
      And Uma is waiting for these tasks to be done, and Sol has begun:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   | Count the crates |
      When the platform is killed and started again
      Then the coordination is completed before long
      And Ada was asked once
      And Sol was asked twice

    Example: Tasks that ran at the same time are each done again
      Given Ada takes 20 seconds to answer
      And Sol takes 20 seconds to answer
      And Uma is waiting for these tasks to be done, and Ada and Sol have begun:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      When the platform is killed and started again
      Then the coordination is completed before long
      And Ada was asked twice
      And Sol was asked twice

    Example: What should not be done twice waits for a human
      Given Sol takes 20 seconds to answer
      And Uma is waiting for these tasks to be done, and Sol has begun:
        | task             | agent | action   | needs            |
        | Move the meeting | Sol   | schedule |                  |
        | Count the crates | Ada   |          | Move the meeting |
      When the platform is killed and started again
      Then the coordination is in need of attention before long
      And the task "Move the meeting" is interrupted
      And the task "Count the crates" is pending
      And Sol was asked once

    Example: After the human's word it goes on
      Given Sol takes 20 seconds to answer
      And Uma is waiting for these tasks to be done, and Sol has begun:
        | task             | agent | action   | needs            |
        | Move the meeting | Sol   | schedule |                  |
        | Count the crates | Ada   |          | Move the meeting |
      And the platform was killed and started again, and the coordination needs attention
      When Uma retries the coordination
      Then the coordination is completed before long
      And Ada was told "Two tons"
      And Sol was asked twice

  @INTG-05.7
  Rule: What waits for approval waits on although the platform was killed

    Example: Approved after the crash, it is done, and what depends on it as well
      Given Uma has had these tasks done:
        | task             | agent | action     | needs         |
        | Write to them    | Sol   | send email |               |
        | Count the crates | Ada   |            | Write to them |
      And the platform was killed and started again, once
      When Sam approves it
      Then the coordination is completed before long
      And Ada was told "Two tons"
      And Sol was asked once

    Example: Rejected after the crash, what depends on it is skipped
      Given Uma has had these tasks done:
        | task             | agent | action     | needs         |
        | Write to them    | Sol   | send email |               |
        | Count the crates | Ada   |            | Write to them |
      And the platform was killed and started again, once
      When Sam rejects it because "Not today"
      Then the coordination is failed before long
      And the task "Count the crates" is skipped because of "Write to them"
      And Sol was never asked
