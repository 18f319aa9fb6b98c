@AR-12 @events
Feature: Publishing for others
  An event says whose word it is, and nobody can make it say anything else.
  Seam: person or agent → who acts for whom → event log.

  @AR-12.4 @backplane
  Rule: A supervisor may publish for an agent, and the event is the agent's

    Example: What Sam publishes for Ada comes from Ada
      Given Uma is subscribed to "news"
      When Sam publishes "The lorry is late" for Ada on "news"
      Then Uma is given an event that comes from Ada
      And the record says that Sam published it for Ada

    Example: What Ada publishes with a token of its own comes from Ada
      Given Uma is subscribed to "news"
      When Ada publishes "The lorry is late" on "news"
      Then Uma is given an event that comes from Ada

    Example: What Uma publishes comes from Uma
      Given Sam is subscribed to "news"
      When Uma publishes "I am ill" on "news"
      Then Sam is given an event that comes from Uma

  @AR-12.4 @backplane
  Rule: A user publishes for nobody else, and an agent for no other agent

    Scenario Outline: <who> does not publish for Sol
      Given Sam is subscribed to "news"
      When <who> publishes "I resign" for Sol on "news"
      Then the request fails because the role does not allow it
      And Sam is given nothing

      Examples: who acts for no other
        | who     |
        | Mallory |
        | Ada     |

  @AR-12.4 @backplane
  Rule: An agent that is paused or retired publishes nothing

    Scenario Outline: Nothing is published for an agent that is <state>
      Given Uma is subscribed to "news"
      And Ada was <state>
      When Sam publishes "The lorry is late" for Ada on "news"
      Then the request fails because the agent is <state>
      And Uma is given nothing

      Examples: ways to be taken out of work
        | state   |
        | paused  |
        | retired |

    Example: A paused agent does not publish with a token of its own
      Given Sam is subscribed to "news", and Ada to "orders"
      And Ada was paused
      When Ada publishes "The lorry is late" on "news"
      Then the request fails because the agent is paused
      And Sam is given nothing

  @AR-12.4 @backplane
  Rule: On some topics only the platform itself publishes

    Scenario Outline: <who> does not publish on <topic>
      Given Sam is subscribed to <topic>
      When <who> publishes "All is well" on <topic>
      Then the request fails because the role does not allow it
      And Sam is given nothing

      Examples: topics of the platform
        | who    | topic                        |
        | Olivia | the alerts                   |
        | Sam    | the topic of a coordination  |
        | Ada    | the state of the plan        |
