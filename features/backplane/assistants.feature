@M06 @assistants
Feature: Assistants
  A program that speaks the Model Context Protocol works on the platform as the person or the agent whose token it shows.
  Seam: assistant → tool → the platform's own interface → engine of coordination.
  The assistant is the protocol's own client, unmodified. What each tool brings about is told in other features of assistants.

  @M06.12
  Rule: An assistant is connected over the network or started as a command, for a person or for an agent

    Scenario Outline: <who> leaves work for others with an assistant that is connected <way>
      Given <who> works through an assistant that is connected <way>
      When <who> adds "resize" to "images"
      Then the queue shows "resize" as pending
      And <who>'s assistant has used add_task

      Examples: who it is, and how the assistant is connected
        | who | way              |
        | Uma | over the network |
        | Uma | as a command     |
        | Ada | over the network |
        | Ada | as a command     |

  @M06.12
  Rule: An assistant is told what it can do, and which of that changes something

    Example: It is offered every pattern of coordination, and nothing else
      Given Uma works through an assistant
      When the assistant of Uma asks what it can do
      Then it is told of these tools, and that they do no more than this
        | tool                   | what it does |
        | publish_event          | adds         |
        | subscribe              | adds         |
        | get_subscription       | reads        |
        | take_events            | adds         |
        | acknowledge_event      | adds         |
        | refuse_event           | adds         |
        | unsubscribe            | destroys     |
        | add_task               | adds         |
        | claim_task             | adds         |
        | heartbeat_task         | settles      |
        | complete_task          | adds         |
        | fail_task              | adds         |
        | get_task               | reads        |
        | list_tasks             | reads        |
        | ask_agent              | adds         |
        | list_pending_requests  | reads        |
        | reply_to_request       | adds         |
        | scatter                | adds         |
        | arrive_at_barrier      | adds         |
        | withdraw_from_barrier  | destroys     |
        | get_barrier            | reads        |
        | get_breaker            | reads        |
        | record_breaker_outcome | adds         |
        | list_agents            | reads        |
        | run_agent              | adds         |
        | hand_off               | adds         |
        | get_handoff            | reads        |
        | decline_handoff        | settles      |
        | request_lease          | settles      |
        | get_lease              | reads        |
        | renew_lease            | settles      |
        | release_lease          | settles      |

    Example: Every argument of every tool is explained
      Given Uma works through an assistant
      When the assistant of Uma asks what it can do
      Then each tool says what it is for, what it takes and what it gives

    Example: A tool that there is not is refused
      Given Uma works through an assistant
      When the assistant of Uma uses a tool called "delete_everything"
      Then the assistant is told that there is no such tool

  @M06.12
  Rule: Tools are as agreed on, and change on purpose only

    Example: Nothing that an assistant goes by changes unnoticed
      Given Uma works through an assistant
      When the assistant of Uma asks what it can do
      Then it is told of the tools that were agreed on, in the same words
