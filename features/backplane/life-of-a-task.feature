@M06 @backplane @queues
Feature: Life of a task
  Whoever looks sees where every task stands, how it came there, and how much there is of everything.
  Seam: task queue → states of its tasks → whoever looks.

  @M06.2
  Rule: Every state that a task can be in is visible

    Background:
      Given a task is tried 2 times
      And a failed task is tried again after 1 second
      And Uma has added "resize" to "images"

    Example: Pending, until somebody takes it
      When Mallory looks at the task "resize"
      Then the queue shows "resize" as pending

    Example: Claimed, with its worker
      When Sol takes a task from "images"
      Then the queue shows "resize" as claimed, by Sol, in try 1

    Example: Completed, with its result
      Given Sol has taken "resize"
      When Sol completes "resize", with the result "640 by 480"
      Then the queue shows "resize" as completed, by Sol, in try 1
      And the result of "resize" is "640 by 480"

    Example: Still claimed, if the result is larger than 64 KiB
      Given Sol has taken "resize"
      When Sol completes "resize", with a result of 65537 bytes
      Then the request fails because the request is not valid
      And the place named is the result
      And the queue shows "resize" as claimed, by Sol, in try 1

    Example: Failed, with what went wrong, as long as its next try is to come
      Given Sol has taken "resize"
      When Sol fails "resize" because "The paper ran out"
      Then the queue shows "resize" as failed, because "The paper ran out"

    Example: Dead, after its last try
      Given it was taken and failed, 1 time, each as soon as it could be
      And 1 second has passed
      When Sol takes "resize" and fails
      Then the queue shows "resize" as dead, by Sol, in try 2

  @M06.2
  Rule: A queue tells how many tasks there are in each state

    Example: One in each of four states, and two that wait
      Given a task is tried 2 times
      And a failed task is tried again after 1 second
      And Uma has added "one", "two", "three", "four" and "five" to "images"
      And Sol has taken, in this order, "one" and completed it, "two" and failed, and "three"
      When Mallory looks at the queue "images"
      Then it has 2 pending, 1 claimed, 1 completed, 1 failed and 0 dead tasks

    Example: A queue that nobody ever used has none
      When Mallory looks at the queue "letters"
      Then it has 0 pending, 0 claimed, 0 completed, 0 failed and 0 dead tasks

  @M06.2
  Rule: Tasks are listed in the order in which they were added

    Background:
      Given these tasks were added to "images"
        | task  | priority |
        | one   | 0        |
        | two   | 9        |
        | three | 5        |
      And Sol has taken "two"

    Example: All of them, whatever their state and number
      When Mallory lists the tasks of "images"
      Then "one", "two" and "three" are listed, and nothing else

    Example: Those that wait, and no others
      When Mallory lists the pending tasks of "images"
      Then "one" and "three" are listed, and nothing else

    Example: Page by page, each once
      When Mallory lists the tasks of "images", 2 at a time
      Then "one", "two" and "three" are listed, and nothing else

    Example: Not after a task of another queue
      Given Uma has added "write" to "letters"
      When Mallory lists the tasks of "images" that come after "write"
      Then the request fails because the request is not valid
      And the place named is where the page begins
