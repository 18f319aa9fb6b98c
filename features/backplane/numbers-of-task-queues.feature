@M06 @queues
Feature: Numbers of task queues
  How long a worker may be silent, how often a task is tried and how long it waits in between can be relied on, to the millisecond.
  Seam: clock → task queue → workers; operator's settings → task queue.

  @M06.2
  Rule: A worker is silent for 15 seconds before its task is given back

    Background:
      Given Uma has added "resize" to "images"
      And Sol has taken "resize"

    Example: In the last millisecond before that it still has the task
      Given 14.999 seconds have passed
      When Sol completes "resize"
      Then the queue shows "resize" as completed, by Sol, in try 1

    Example: With the 15th second it has lost it
      Given 15 seconds have passed
      When Sol completes "resize"
      Then the request fails because the task is not held any more
      And the queue shows "resize" as pending

    Example: Heard in the 14th second, it has 15 more
      Given Sol was heard of "resize" 1 time, each after 14 seconds
      When 15 seconds minus 1 millisecond pass
      Then the queue shows "resize" as claimed, by Sol, in try 1

  @M06.2
  Rule: A clock that is set makes no worker silent that is heard, and no other heard

    Background:
      Given the platform makes its rounds
      And Uma has added "resize" to "images"
      And Sol has taken "resize"

    Example: An hour ahead, Sol still has the task
      Given the clock was set 1 hour ahead
      When Sol completes "resize"
      Then the queue shows "resize" as completed, by Sol, in try 1

    Example: An hour back, Sol has lost it after a minute of silence
      Given the clock was set 1 hour back
      When 60 seconds pass
      Then the queue shows "resize" as pending, because "The worker fell silent"

  @M06.2
  Rule: The waits after failures are 1, 2, 4 and 8 seconds

    Scenario Outline: After failure number <failures> it waits <wait>
      Given Uma has added "resize" to "images"
      And it was taken and failed, <failures> times, each as soon as it could be
      When <wait> minus 1 millisecond pass, and then the last millisecond
      Then the task "resize" can be taken then, and not before

      Examples: of the waits
        | failures | wait      |
        | 1        | 1 second  |
        | 2        | 2 seconds |
        | 3        | 4 seconds |
        | 4        | 8 seconds |

  @M06.2
  Rule: After 5 tries a task is dead

    Example: After 4 it is not
      Given Uma has added "resize" to "images"
      When it is taken and fails, 4 times, each as soon as it can be
      Then the queue shows "resize" as failed, in try 4

    Example: After 5 it is
      Given Uma has added "resize" to "images"
      When it is taken and fails, 5 times, each as soon as it can be
      Then the queue shows "resize" as dead, in try 5

    Example: After 5 silences it is as well
      Given Uma has added "resize" to "images"
      When it is taken 5 times, and each time nothing is heard for 15 seconds
      Then the queue shows "resize" as dead, in try 5

  @M06.2
  Rule: What has ended is kept for 30 days, and what has not for as long as it takes

    Background:
      Given the platform makes its rounds
      And Uma has added "done" and "waiting" to "images"
      And Sol has taken and completed "done"

    Example: After 29 days it is there
      When 29 days pass
      Then the queue shows "done" as completed

    Example: After 31 days it is gone, and the record says so
      When 31 days pass
      Then the task "done" is not there any more
      And the queue shows "waiting" as pending
      And the record says that 1 task was forgotten
