@INTG-05 @parallel @audit
Feature: Tasks on record
  Who gives a task to several agents goes round no rule: each task is decided, recorded and remembered like any other work.
  Seam: coordination → governance → execution → journal, audit trail, episode.

  @INTG-05.6
  Rule: Every task is an ordinary execution

    Example: Each task is decided before it begins, and its end is recorded
      Given all agents will answer "Done"
      When Uma has these tasks done:
        | task             | agent | action   |
        | Count the crates | Ada   |          |
        | Tell the driver  | Sol   | schedule |
      Then these decisions are on record for Uma, each with an end that is completed:
        | agent | action   |
        | Ada   | chat     |
        | Sol   | schedule |

    Example: Each task has a journal of its own
      Given all agents will answer "Done"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then both journals are numbered from 1 to their end without a gap
      And both end with the answer "Done"

    Example: Each result leads to its execution
      Given Ada will answer "Twelve"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      Then the execution of the task "Count the crates" is one of Ada for Uma, answered "Twelve"

    Example: A blocked task is decided on record too
      When Uma has these tasks done:
        | task           | agent |
        | Ask the driver | Stu   |
      Then the attempt is decided on record as blocked, and has no outcome
      And the coordination is failed

    Example: A paused agent does no task, and the others do theirs
      Given Sol was paused
      And Ada will answer "Twelve"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then the task "Weigh the crates" is blocked because the agent is paused
      And the task "Count the crates" was answered "Twelve"

    Example: The work of an agent is remembered, task by task
      Given Ada will answer "Twelve"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      Then Ada remembers "Count the crates" with "Twelve", once

  @INTG-05.6
  Rule: The job itself is on record, and who gave it up

    Example: Who began it, and how it ended
      Given Ada will answer "Twelve"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Ask the driver   | Stu   |
      Then it is on record that Uma began the coordination, and that it ended failed

    Example: Who cancelled it
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Uma is waiting for 1 task to be done by Ada
      When Sam cancels the coordination
      Then it is on record that Sam cancelled the coordination
