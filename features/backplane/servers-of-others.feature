@M06 @assistants
Feature: Servers that others wrote
  Task managers and keepers of values that speak the Model Context Protocol serve as engines, as far as they can, and what they cannot do is closed.
  Seam: agent → platform's claim → MCP server that others wrote.
  The servers are the real ones: a task manager, a task orchestrator, and the one for Redis.

  @M06.13
  Rule: A server that others wrote keeps the tasks: what is to be done, and what is done

    Scenario Outline: What was added is found at <server>
      Given tasks are kept by <server>
      When Uma adds "resize" and "rotate" to "images"
      Then at the server "resize" and "rotate" are still to be done

      Examples: who keeps them
        | server                |
        | the task manager      |
        | the task orchestrator |

    Scenario Outline: What was completed is done at <server>
      Given tasks are kept by <server>
      And Uma has added "resize" to "images"
      When Sol takes and completes "resize"
      Then at the server "resize" is done

      Examples: who keeps them
        | server                |
        | the task manager      |
        | the task orchestrator |

    Scenario Outline: What another assistant has done at <server> is handed to nobody
      Given tasks are kept by <server>
      And Uma has added "resize" to "images"
      And another assistant has done "resize" at the server
      When Sol takes a task from "images"
      Then Sol is handed nothing
      And the queue shows "resize" as completed

      Examples: who keeps them
        | server                |
        | the task manager      |
        | the task orchestrator |

  @M06.13
  Rule: A server gives the same task to everybody who asks, so each is handed out under a lease of the platform, to one worker

    Scenario Outline: Of ten who ask one is handed what <server> gives to all
      Given tasks are kept by <server>
      And Uma has added "resize" and "rotate" to "images"
      And the server has given "resize" to two who asked it
      When 10 workers of Uma take a task from "images" at the same moment
      Then "resize" and "rotate" were handed to one worker each, and 8 workers were handed nothing

      Examples: who keeps them
        | server                |
        | the task manager      |
        | the task orchestrator |

    Example: Two platforms never write over each other at a server that keeps a file
      Given tasks are kept by the task manager
      When two platforms on the same data add 50 tasks each to "images" at the same moment
      Then the server keeps 100 tasks

  @M06.13
  Rule: A server of values is told how breakers stand, and is never asked to count

    Example: The fifth failure opens the breaker, as the server tells whoever reads it
      Given tasks are kept by the task manager
      And values are kept by a Redis server that others wrote
      When Sol reports 5 failures of "printer"
      Then the breaker of "printer" is open, after 5 failures
      And the server of values says that the breaker of "printer" is open, after 5 failures
