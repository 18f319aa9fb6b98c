@M06 @assistants
Feature: Limits of servers that others wrote
  What a server cannot do the platform does itself, and a server that dies costs nobody what was acknowledged.
  Seam: agent → platform → MCP server that others wrote, or its absence.

  @M06.13
  Rule: What a server knows nothing of the platform keeps itself: numbers, delays, silence, tries

    Scenario Outline: A task with a higher number goes first, kept by <server>
      Given tasks are kept by <server>
      And Uma has added "small" to "images" with priority 1
      And Uma has added "urgent" to "images" with priority 9
      When Sol takes all tasks from "images"
      Then Sol was handed "urgent" and "small", in this order

      Examples: who keeps them
        | server                |
        | the task manager      |
        | the task orchestrator |

    Example: Nobody gets a delayed task before its time
      Given tasks are kept by the task manager
      And Uma has added "resize" to "images", delayed by 60 seconds
      When Sol takes a task from "images"
      Then Sol is handed nothing

    Example: A worker that is silent for 15 seconds gives its task back
      Given tasks are kept by the task manager
      And Uma has added "resize" to "images"
      And Sol has taken "resize"
      And 15 seconds have passed
      When Ines takes a task from "images"
      Then Ines is handed "resize", in try 2

    Example: A task that fails 5 times is dead
      Given tasks are kept by the task manager
      And Uma has added "resize" to "images"
      When it is taken and fails, 5 times, each as soon as it can be
      Then the queue shows "resize" as dead

  @M06.13
  Rule: While a server is away nothing is added, handed out or completed, and whoever asks is told so

    Example: Nothing is added
      Given tasks are kept by the task manager
      And Uma has added "resize" to "images"
      And the server has died
      When Uma tries to add "rotate" to "images"
      Then the request fails because the engine of coordination is not there
      And the platform says that it is not ready because of "CONCORD_MCP_TASKS"

    Example: Nothing is handed out
      Given tasks are kept by the task manager
      And Uma has added "resize" to "images"
      And the server has died
      When Sol takes a task from "images"
      Then the request fails because the engine of coordination is not there
      And the queue shows "resize" as pending

    Example: Nothing is completed, and the worker keeps its task
      Given tasks are kept by the task manager
      And Uma has added "resize" to "images"
      And Sol has taken "resize"
      And the server has died
      When Sol completes "resize"
      Then the request fails because the engine of coordination is not there
      And the queue shows "resize" as claimed, by Sol

  @M06.13
  Rule: Nothing that was acknowledged is lost when a server dies in the middle of work

    Example: What was taken before is completed when it is there again
      Given tasks are kept by the task manager
      And Uma has added "resize" to "images"
      And Sol has taken "resize"
      And the server has died, and can be started again
      When Sol completes "resize"
      Then the queue shows "resize" as completed, by Sol
      And at the server "resize" is done

    Example: A server that lost everything is told again
      Given tasks are kept by the task manager
      And Uma has added "one", "two" and "three" to "images"
      And the server has lost everything
      When Sol takes all tasks from "images"
      Then Sol was handed "one", "two" and "three", in this order
      And at the server "one", "two" and "three" are still to be done
