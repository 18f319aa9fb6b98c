@M06 @backplane @queues
Feature: Delayed tasks
  Work can be left for later; until then it is in nobody's way.
  Seam: task with a delay → clock → task queue → worker.

  @M06.2
  Rule: Nobody is given a task before its delay is over

    Example: Until then there is nothing to do
      Given Uma has added "later" to "images", delayed by 2 seconds
      When Sol takes a task from "images"
      Then Sol is handed nothing
      And the queue shows "later" as pending

    Example: When the delay is over it is given
      Given Uma has added "later" to "images", delayed by 1 second
      And 1 second has passed
      When Sol takes a task from "images"
      Then Sol is handed "later"

  @M06.2
  Rule: A delayed task is not in the way of what can be done now

    Example: A delayed task of a higher number does not hold up one that can be done
      Given Uma has added "later" to "images" with priority 10, delayed by 60 seconds
      And Uma has added "now" to "images"
      When Sol takes a task from "images"
      Then Sol is handed "now"

    Example: Once its delay is over its number counts
      Given Uma has added "later" to "images" with priority 10, delayed by 1 second
      And Uma has added "now" to "images"
      And 1 second has passed
      When Sol takes all tasks from "images"
      Then Sol was handed "later" and "now", in this order

    Example: Once its delay is over it stands where it was added
      Given Uma has added "later" to "images", delayed by 1 second
      And Uma has added "now" to "images"
      And 1 second has passed
      When Sol takes all tasks from "images"
      Then Sol was handed "later" and "now", in this order
