@M06 @backplane @queues
Feature: Failed tasks
  What failed is tried again after a while, and each time later, so that what is broken can recover.
  Seam: worker that failed → task queue → clock → the next worker.

  @M06.2
  Rule: A task that failed is tried again, after a wait

    Example: Until then nobody is given it
      Given a failed task is tried again after 2 seconds
      And Uma has added "resize" to "images"
      And Sol has taken "resize" and failed
      When Ines takes a task from "images"
      Then Ines is handed nothing
      And the queue shows "resize" as failed

    Example: After the wait anybody is given it, as its second try
      Given a failed task is tried again after 1 second
      And Uma has added "resize" to "images"
      And Sol has taken "resize" and failed
      And 1 second has passed
      When Ines takes a task from "images"
      Then Ines is handed "resize", in try 2

    Example: What went wrong is told to whoever looks
      Given a failed task is tried again after 1 second
      And Uma has added "resize" to "images"
      And Sol has taken "resize"
      When Sol fails "resize" because "the disk is full"
      Then the queue shows "resize" as failed, because "the disk is full"

    Example: It can be completed in a later try
      Given a failed task is tried again after 1 second
      And Uma has added "resize" to "images"
      And Sol has taken "resize" and failed
      And 1 second has passed
      And Ines has taken "resize"
      When Ines completes "resize"
      Then the queue shows "resize" as completed, by Ines, in try 2

  @M06.2
  Rule: Each wait is twice as long as the one before

    Example: The second wait is not over when the first would be
      Given a failed task is tried again after 1 second
      And Uma has added "resize" to "images"
      And it was taken and failed, 2 times, each as soon as it could be
      And 1 second has passed
      When Sol takes a task from "images"
      Then Sol is handed nothing

    Example: The second wait is over after twice the time
      Given a failed task is tried again after 1 second
      And Uma has added "resize" to "images"
      And it was taken and failed, 2 times, each as soon as it could be
      And 2 seconds have passed
      When Sol takes a task from "images"
      Then Sol is handed "resize", in try 3

  @M06.2
  Rule: Only whoever has a task can fail it

    Example: Another worker's word does not count
      Given Uma has added "resize" to "images"
      And Sol has taken "resize"
      When Ines fails "resize" because "I do not like it"
      Then the request fails because the task is not held any more
      And the queue shows "resize" as claimed, by Sol

    Example: What has failed cannot be completed before its next try
      Given Uma has added "resize" to "images"
      And Sol has taken "resize" and failed
      When Sol completes "resize"
      Then the request fails because the task is not held any more
      And the queue shows "resize" as failed
