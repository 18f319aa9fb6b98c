@M06 @operations
Feature: While Redis is away
  What needs Redis is refused soon and in plain words, what a worker has done is taken all the same, and all goes on when Redis is back.
  Seam: agent → platform → Redis that cannot be reached → the same Redis again.
  The trial of Redis does all this to two platforms at work.

  Background:
    Given Redis is reached over a network that can fail

  @M06.9 @redis
  Rule: What needs the engine is refused while it is away

    Example: No task is added
      Given Uma has added "resize" to "images"
      And Redis is lost
      When Uma adds a task to a queue called "images"
      Then the request fails because the engine of coordination is not there

    Example: No task is handed out
      Given Uma has added "resize" to "images"
      And Redis is lost
      When Ada takes a task from "images"
      Then the request fails because the engine of coordination is not there

    Example: No question is put
      Given Redis is lost
      When Uma puts "Free?" to Ines
      Then the request fails because the engine of coordination is not there

    Example: Nobody arrives at a barrier
      Given Redis is lost
      When Uma arrives at "start" without a name, where 2 are awaited
      Then the request fails because the engine of coordination is not there

    Example: Nobody is let in at a breaker
      Given Redis is lost
      When Ada asks to be let in at "printer"
      Then the request fails because the engine of coordination is not there

  @M06.9 @redis
  Rule: The platform says that it is not ready

    Example: It is alive, but takes no new work
      Given Redis is lost
      When a stranger asks how the platform is
      Then it is alive, but not ready because the engine of coordination is not there

  @M06.2 @redis
  Rule: What a worker says of its task is taken all the same

    Example: A task is completed
      Given Uma has added "resize" to "images"
      And Ada has taken "resize"
      And Redis is lost
      When Ada completes "resize"
      Then the queue shows "resize" as completed

  @M06.2 @redis
  Rule: When Redis is back, work goes on

    Example: What was added before is handed out
      Given Uma has added "resize" to "images"
      And Redis is lost
      When Redis is found again
      Then Ada is handed "resize" from "images", and then nothing

    Example: What failed meanwhile is tried again
      Given a failed task is tried again after 1 second
      And Uma has added "resize" to "images"
      And Ada has taken "resize"
      And Ada has failed "resize" while Redis was lost
      When 2 seconds pass
      Then Sol is handed "resize" from "images", and then nothing

    Example: What was completed meanwhile is handed to nobody
      Given a worker counts as silent after 1 second
      And Uma has added "resize" to "images"
      And Ada has taken "resize"
      And Ada has completed "resize" while Redis was lost
      And 2 seconds have passed
      When Sol takes a task from "images"
      Then Sol is handed nothing

  @M06.5 @redis
  Rule: Who waits at a barrier waits on

    Example: The others arrive when Redis is back
      Given Ada waits at "start", where 2 are awaited
      And Redis is lost
      And Redis is found again
      When Sol arrives at "start"
      Then Ada and Sol pass "start" in this order, in generation 1
