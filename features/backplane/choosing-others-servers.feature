@M06 @assistants @operations
Feature: Choosing servers that others wrote
  Whoever chooses other people's servers as the engine names them, and is told in one sentence if they are not what they have to be.
  Seam: operator → settings → MCP server that others wrote.

  @M06.13
  Rule: The platform does not start without the servers that it was told to use

    Example: No server is named
      When the operator tries to start the platform with "CONCORD_BACKPLANE" set to "mcp"
      Then it does not start, saying "CONCORD_MCP_TASKS is missing: it names the MCP server that keeps tasks (USE_MOCK_MCP=true stands in for it)"
      And nothing was written

    Example: What is named starts nothing
      When the operator tries to start the platform on a setting without a program
      Then it does not start, because "CONCORD_MCP_TASKS" names neither an address nor a program
      And nothing was written

    @recovery
    Scenario Outline: The platform does not start on <server>
      Given an installation without data
      And tasks are to be kept by <server>
      When the operator starts the platform
      Then the platform has ended in failure, saying at last that no server answers

      Examples: what is no server
        | server                                     |
        | a program that is not there                |
        | a program that says nothing                |
        | a place where nobody answers               |
        | a program that only a shell could make out |

    @recovery
    Example: A server that keeps no tasks is not taken for one
      Given an installation without data
      And tasks are to be kept by a server that keeps values alone
      When the operator starts the platform
      Then the platform has ended in failure, saying at last "CONCORD_MCP_TASKS names an MCP server that keeps no tasks as we know them"

  @M06.13
  Rule: Stand-ins take the place of servers only where they are asked for, and it is said

    Example: Servers and stand-ins together are refused
      When the operator tries to start the platform on stand-ins and on a program that is not there
      Then it does not start, saying "USE_MOCK_MCP is of no use beside CONCORD_MCP_TASKS or CONCORD_MCP_REDIS"
      And nothing was written

    @recovery
    Example: The first line says that they are stand-ins
      Given an installation without data
      And these settings
        | CONCORD_BACKPLANE | mcp  |
        | USE_MOCK_MCP      | true |
      When the operator starts the platform
      Then the platform takes work
      And it has said that stand-ins are in place of servers

    Example: Stand-ins keep tasks as servers do
      Given stand-ins take the place of the servers
      And Uma has added "resize" to "images"
      When Sol takes and completes "resize", with the result "small.png"
      Then the queue shows "resize" as completed, by Sol
