@AR-12 @events
Feature: Who may read a topic
  What is said to everybody is for everybody, and what is said to one agent or to supervisors is not.
  Seam: reader → role → topics → event log.

  @AR-12.4 @backplane
  Rule: What is told to an agent is for that agent and for supervisors

    Scenario Outline: <who> may subscribe to <topics>
      When <who> subscribes to <topics>
      Then the subscription was made

      Examples: the agent itself, and supervisors
        | who    | topics                   |
        | Ada    | the topic of Ada         |
        | Sam    | the topic of Ada         |
        | Olivia | the topics of all agents |

    Scenario Outline: <who> may not subscribe to <topics>
      When <who> subscribes to <topics>
      Then the request fails because the role does not allow it

      Examples: users, other agents, and what takes other agents in
        | who | topics                           |
        | Uma | the topic of Ada                 |
        | Uma | "news" and the topic of Ada      |
        | Uma | the topics of all agents         |
        | Sol | the topic of Ada                 |
        | Ada | the topics of all agents         |

    Example: What anybody publishes for an agent arrives there
      Given Ada is subscribed to the topic of Ada
      When Uma publishes "Please call back" on the topic of Ada
      Then Ada is given "Please call back"

  @AR-12.4 @backplane
  Rule: Alerts and what is told of coordinations are for supervisors

    Scenario Outline: <who> may not follow <topics>
      When <who> subscribes to <topics>
      Then the request fails because the role does not allow it

      Examples: topics that are not for everybody
        | who | topics                         |
        | Uma | the alerts                     |
        | Ada | the alerts                     |
        | Uma | the topic of a coordination    |
        | Ada | the topics of all coordinations |

    Scenario Outline: Sam may follow <topics>
      When Sam subscribes to <topics>
      Then the subscription was made

      Examples: the same topics
        | topics                          |
        | the alerts                      |
        | the topics of all coordinations |

  @AR-12.4 @backplane
  Rule: Who reads the log is shown what may be read, and nothing else

    Example: The log leaves out for Uma what is not for users
      Given Sam has published "For Ada alone" on the topic of Ada
      And Sam has published "For all" on "news"
      When Uma reads what was published
      Then that was "For all"

    Example: Sam is shown everything
      Given Sam has published "For Ada alone" on the topic of Ada
      And Sam has published "For all" on "news"
      When Sam reads what was published
      Then that was "For Ada alone" and "For all"

    Example: Uma may not ask for a topic that is not for users
      When Uma reads what was published on the topic of Ada
      Then the request fails because the role does not allow it

    Example: Uma may not listen to a topic that is not for users
      When Uma wants to listen to the topic of Ada
      Then the request fails because the role does not allow it

  @AR-12.4 @backplane
  Rule: The right to read is looked at each time, not only when subscribing

    Example: A supervisor who has become a user takes no more alerts
      Given Sam is subscribed to the alerts
      And Olivia has made Sam a user
      When Sam tries to take the next 1 events
      Then the request fails because the role does not allow it
