@M06 @backplane @queues
Feature: Dead tasks
  What cannot be done is set aside after its last try, where supervisors find it and decide what becomes of it.
  Seam: task that fails again and again → dead letter → supervisor → task queue.

  @M06.2
  Rule: After its last try a task is dead

    Background:
      Given a task is tried 2 times
      And a failed task is tried again after 1 second
      And Uma has added "resize" to "images"

    Example: It failed as often as it was tried
      Given it was taken and failed, 1 time, each as soon as it could be
      And 1 second has passed
      And Sol has taken "resize"
      When Sol fails "resize" because "the disk is full"
      Then the queue shows "resize" as dead, because "the disk is full"

    Example: Before that it is not dead
      When Sol takes "resize" and fails
      Then the queue shows "resize" as failed

    Example: Nobody is given it any more
      Given it was taken and failed, 2 times, each as soon as it could be
      And 4 seconds have passed
      When Sol takes a task from "images"
      Then Sol is handed nothing

  @M06.2
  Rule: A try that ends in silence counts as well

    Background:
      Given a worker counts as silent after 1 second
      And a task is tried 2 times
      And a failed task is tried again after 1 second

    Example: After a failure and a silence, two tries are used up
      Given Uma has added "resize" to "images"
      And it was taken and failed, 1 time, each as soon as it could be
      And 1 second has passed
      And Sol has taken "resize"
      When 1 second passes
      Then the queue shows "resize" as dead, because "The worker fell silent"

  @M06.2
  Rule: Supervisors see what is dead and put it back

    Background:
      Given a task is tried 1 time
      And Uma has added "broken" and "whole" to "images"
      And Sol has taken "broken" and failed

    Example: The dead ones are listed
      When Sam lists the dead tasks of "images"
      Then "broken" is listed, and nothing else

    Example: Put back, it is given again, as its first try
      Given Sam has put "broken" back
      When Sol takes a task from "images"
      Then Sol is handed "broken", in try 1

    Example: Put back, it may fail as often as before
      Given Sam has put "broken" back
      When Sol takes "broken" and fails
      Then the queue shows "broken" as dead

    Example: What is not dead is not put back
      When Sam puts "whole" back
      Then the request fails because the present state does not allow it
      And the queue shows "whole" as pending

    Example: A user does not put it back
      When Uma puts "broken" back
      Then the request fails because the role does not allow it
      And the queue shows "broken" as dead
