@M06 @queues
Feature: Settings of task queues
  Whoever runs the platform decides how long ended tasks are kept, and how patient it is with workers.
  Seam: operator's settings → task queue.

  @M06.2
  Rule: An operator decides how many days ended tasks are kept

    Example: Kept for 1 day, a completed one is gone after 2
      Given the operator keeps ended tasks for 1 day
      And the platform makes its rounds
      And Uma has added "done" to "images"
      And Sol has taken and completed "done"
      When 2 days pass
      Then the task "done" is not there any more

    Example: A dead one goes in the same way
      Given the operator keeps ended tasks for 1 day
      And a task is tried 1 time
      And the platform makes its rounds
      And Uma has added "broken" to "images"
      And Sol has taken "broken" and failed
      When 2 days pass
      Then the task "broken" is not there any more
