@M06 @backplane @queues
Feature: Tasks after a crash
  When the platform dies, no task that it took is lost, and none is handed out that is in somebody's hands.
  Seam: process that dies → task queue → process that is started → workers.

  @M06.2
  Rule: Every task that was acknowledged is there after a crash, once

    @recovery
    Example: What waited is given, in its order
      Given the platform runs in a process of its own
      And Uma has added "one", "two" and "three" to "images"
      And Sam has added "urgent" to "images" with priority 10
      When the platform is killed and started again
      Then Mallory is handed "urgent", "one", "two" and "three" from "images", and then nothing

    @recovery
    Example: Killed while 20 tasks are added, those that were acknowledged are there once
      Given the platform runs in a process of its own
      When the platform is killed while Uma adds 20 tasks to "images", and started again
      Then each task that was acknowledged is in "images" once

    @recovery
    Example: What was completed is not given again
      Given the platform runs in a process of its own
      And Uma has added "one" and "two" to "images"
      And Sam has taken and completed "one", with the result "done"
      When the platform is killed and started again
      Then Mallory is handed "two" from "images", and then nothing
      And the result of "one" is "done"

    @recovery
    Example: What was delayed is given when its delay is over
      Given the platform runs in a process of its own
      And Uma has added "later" to "images", delayed by 1 second
      When the platform is killed and started again, and more than 1 second passes
      Then Mallory is handed "later" from "images", and then nothing

  @M06.2
  Rule: What was in somebody's hands goes back after the silence, and not before

    @recovery
    Example: A worker that is not heard after the crash loses its task
      Given a worker counts as silent after 1 second
      And the platform runs in a process of its own
      And Uma has added "resize" to "images"
      And Sam has taken "resize"
      When the platform is killed and started again, and more than 1 second passes
      Then the queue shows "resize" as pending, because "The worker fell silent"

    @recovery
    Example: A worker that is heard in time keeps it
      Given the platform runs in a process of its own
      And Uma has added "resize" to "images"
      And Uma has taken "resize"
      And the platform was killed and started again, once
      When Uma completes "resize"
      Then the queue shows "resize" as completed, by Uma, in try 1
