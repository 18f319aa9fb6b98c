@M06 @backplane @queues
Feature: Task queues
  Work is left in a queue by those who want it done, and each piece is done by one worker, however many ask.
  Seam: person or agent → task queue → worker.

  @M06.2
  Rule: A task is in the hands of one worker at a time

    Example: Whoever asks is given the task, and knows what it is about
      Given Uma has added "resize" to "images", about "cat.png"
      When Sol takes a task from "images"
      Then Sol is handed "resize", about "cat.png"

    Example: A second worker is not given what the first one has
      Given Uma has added "resize" to "images"
      And Sol has taken "resize"
      When Ines takes a task from "images"
      Then Ines is handed nothing
      And the queue shows "resize" as claimed, by Sol

    Example: Of ten who ask for three tasks at the same moment, three are given one each
      Given Uma has added "one", "two" and "three" to "images"
      When 10 workers of Uma take a task from "images" at the same moment
      Then "one", "two" and "three" were handed to one worker each, and 7 workers were handed nothing

    Example: One worker may have several tasks
      Given Uma has added "one" and "two" to "images"
      And Sol has taken "one"
      When Sol takes a task from "images"
      Then Sol is handed "two"

  @M06.2
  Rule: A task that is done is not handed out again

    Example: After it was completed there is nothing left to do
      Given Uma has added "resize" to "images"
      And Sol has taken and completed "resize"
      When Ines takes a task from "images"
      Then Ines is handed nothing

    Example: It is completed once
      Given Uma has added "resize" to "images"
      And Sol has taken and completed "resize"
      When Sol completes "resize"
      Then the request fails because the task is not held any more

    Example: What is in nobody's hands cannot be completed
      Given Uma has added "resize" to "images"
      When Sol completes "resize"
      Then the request fails because the task is not held any more
      And the queue shows "resize" as pending

  @M06.2
  Rule: Queues have nothing to do with each other

    Example: What waits in one queue is not given to those who ask another
      Given Uma has added "resize" to "images"
      When Sol takes a task from "letters"
      Then Sol is handed nothing

    Example: A task is found in its own queue alone
      Given Uma has added "resize" to "images"
      When Uma looks for "resize" in "letters"
      Then the request fails because there is no such thing
