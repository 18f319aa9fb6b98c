@M06 @backplane @queues
Feature: Silent workers
  A worker that dies keeps nobody's work: who is not heard for too long gives the task back.
  Seam: worker that falls silent → clock → task queue → the next worker.

  Background:
    Given a worker counts as silent after 2 seconds
    And Uma has added "resize" to "images"
    And Sol has taken "resize"

  @M06.2
  Rule: A worker that is silent for too long gives its task back

    Example: The next worker is given it, as its second try
      Given 2 seconds have passed
      When Ines takes a task from "images"
      Then Ines is handed "resize", in try 2

    Example: Whoever looks sees that it waits again
      When 2 seconds pass
      Then the queue shows "resize" as pending, because "The worker fell silent"

    Example: A worker that waits is given it at once
      Given Ines waits for a task from "images", for up to 10 seconds
      When 2 seconds pass
      Then Ines is handed "resize", in try 2

  @M06.2
  Rule: Whoever is heard in time keeps the task

    Example: Heard every second, the worker has it after 3 seconds
      When Sol is heard of "resize" 3 times, each after 1 second
      Then the queue shows "resize" as claimed, by Sol, in try 1

    Example: Silent after being heard, the worker has lost it
      Given Sol was heard of "resize" 2 times, each after 1 second
      And 2 seconds have passed
      When Ines takes a task from "images"
      Then Ines is handed "resize", in try 2

  @M06.2
  Rule: What a silent worker says too late does not count

    Scenario Outline: Too late it <answers>
      Given 2 seconds have passed
      When Sol <answers> "resize"
      Then the request fails because the task is not held any more
      And the queue shows "resize" as pending

      Examples: what a worker can say
        | answers     |
        | completes   |
        | fails       |
        | is heard of |

    Example: The next worker's work is not overwritten
      Given 2 seconds have passed
      And Ines has taken and completed "resize", with the result "done by Ines"
      When Sol completes "resize", with the result "done by Sol"
      Then the request fails because the task is not held any more
      And the result of "resize" is "done by Ines"

    Example: An answer to the first try does not count for the second try of the same worker
      Given 2 seconds have passed
      And Sol has taken "resize"
      When Sol completes "resize", as try 1
      Then the request fails because the task is not held any more
      And the queue shows "resize" as claimed, by Sol, in try 2
