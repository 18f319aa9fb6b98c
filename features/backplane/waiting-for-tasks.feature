@M06 @backplane @queues
Feature: Waiting for tasks
  A worker need not ask again and again: it waits, and is given what comes as soon as it comes.
  Seam: worker that waits → task queue → task that becomes due.

  @M06.2
  Rule: Whoever waits is given a task as soon as there is one

    Example: At once when it is added
      Given Sol waits for a task from "images", for up to 10 seconds
      When Uma adds "resize" to "images"
      Then Sol is handed "resize"

    Example: When its delay is over
      Given Uma has added "later" to "images", delayed by 1 second
      And Sol waits for a task from "images", for up to 10 seconds
      When 1 second passes
      Then Sol is handed "later"

    Example: When it is time for its next try
      Given a failed task is tried again after 1 second
      And Uma has added "resize" to "images"
      And Sol has taken "resize" and failed
      And Ines waits for a task from "images", for up to 10 seconds
      When 1 second passes
      Then Ines is handed "resize", in try 2

    Example: When it is put back
      Given a task is tried 1 time
      And Uma has added "resize" to "images"
      And Sol has taken "resize" and failed
      And Ines waits for a task from "images", for up to 10 seconds
      When Sam puts "resize" back
      Then Ines is handed "resize", in try 1

  @M06.2
  Rule: Whoever may not work any more has waited in vain

    Scenario Outline: <state> while it waited, Sol is refused, and the task is for the next
      Given Sol and Ines wait for a task from "images", one after the other
      And Sol was <state>
      When Uma adds "resize" to "images"
      Then Sol, who waits for a task, is refused because the agent is <state>
      And Ines is handed "resize", in try 1

      Examples: ways to be out of work
        | state   |
        | paused  |
        | retired |

    Example: What is added to another queue is not given
      Given Sol waits for a task from "images", for up to 10 seconds
      When Uma adds "write" to "letters"
      Then Sol still waits

  @M06.2
  Rule: Several who wait are served in the order in which they asked

    Example: Three tasks for three who wait
      Given Sol, Ines and Ada wait for a task from "images", one after the other
      When Uma adds "one", "two" and "three" to "images"
      Then Sol is handed "one"
      And Ines is handed "two"
      And Ada is handed "three"

    Example: One task is for whoever waits longest
      Given Sol and Ines wait for a task from "images", one after the other
      When Uma adds "one" to "images"
      Then Sol is handed "one"
      And Ines still waits

  @M06.2
  Rule: A wait ends

    Example: With nothing, when its time is over
      Given Sol waits for a task from "images", for up to 1 second
      When 1 second passes
      Then Sol is handed nothing

    Example: Whoever went away is given nothing, and the next is
      Given Sol and Ines wait for a task from "images", one after the other
      And Sol has stopped waiting
      When Uma adds "resize" to "images"
      Then Ines is handed "resize", in try 1
