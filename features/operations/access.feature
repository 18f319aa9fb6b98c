@INTG-04 @access
Feature: Access
  Whoever uses the platform is somebody, and may do what that person's role allows: no less, no more, nowhere else.
  Seam: request → token or session → role → everything that the platform offers.

  @INTG-04.25
  Rule: Without a valid token nobody is recognised, wherever they ask

    Scenario Outline: Nobody is recognised by <what>
      When everything that the platform offers is asked for with <what>
      Then nobody is recognised anywhere but at what is open to all, signing in with Google included
        | health and readiness      |
        | the description           |
        | the start page            |
        | Google's start and return |

      Examples: what is shown in place of a valid token
        | what                        |
        | no token                    |
        | an unknown token            |
        | an expired token            |
        | a revoked token             |
        | a removed person's token    |
        | a session that has ended    |

    Example: The readable page of the description is open to all
      When a stranger opens the page about what the platform understands
      Then it is shown

  @INTG-04.25
  Rule: A role may exactly what it is granted

    Background:
      Given these rights, and no others
        | what                                            | user | supervisor | administrator |
        | ask a model                                     | yes  | yes        | yes           |
        | bring, see and remove own keys                  | yes  | yes        | yes           |
        | send to Slack and GitHub                        | yes  | yes        | yes           |
        | see who one is, open and end a session          | yes  | yes        | yes           |
        | read and verify the audit trail                 | no   | yes        | yes           |
        | see agents and what they may do                 | yes  | yes        | yes           |
        | make agents, and change their own               | yes  | yes        | yes           |
        | change agents' level, pause and retire them     | no   | no         | yes           |
        | make, list and revoke agents' tokens            | no   | no         | yes           |
        | run agents                                      | yes  | yes        | yes           |
        | have several agents work together               | yes  | yes        | yes           |
        | hand work on, and see what was handed on        | yes  | yes        | yes           |
        | hold resources, and see who does                | yes  | yes        | yes           |
        | leave tasks in queues, and work on them         | yes  | yes        | yes           |
        | put dead tasks back                             | no   | yes        | yes           |
        | ask agents, and reply for them                  | yes  | yes        | yes           |
        | see what the engine of coordination promises    | yes  | yes        | yes           |
        | wait at barriers, and share breakers            | yes  | yes        | yes           |
        | read and write shared state                     | yes  | yes        | yes           |
        | send messages, and read what an agent was sent  | yes  | yes        | yes           |
        | read what one was sent, and block senders       | yes  | yes        | yes           |
        | block senders for any agent                     | no   | yes        | yes           |
        | talk in channels                                | yes  | yes        | yes           |
        | post, react, and read the feed                  | yes  | yes        | yes           |
        | have conflicts settled                          | yes  | yes        | yes           |
        | decline work for an agent                       | no   | yes        | yes           |
        | see own executions, conversations and proposals | yes  | yes        | yes           |
        | pause, correct and stop executions              | no   | yes        | yes           |
        | decide proposals                                | no   | yes        | yes           |
        | publish, subscribe, and follow what is told     | yes  | yes        | yes           |
        | have what was set aside delivered again         | no   | yes        | yes           |
        | work with an assistant                          | yes  | yes        | yes           |
        | read the measurements                           | no   | yes        | yes           |
        | invite, change and remove people                | no   | no         | yes           |
        | see what one may spend                          | yes  | yes        | yes           |
        | set budgets, and see agents'                    | no   | no         | yes           |
        | make, list and revoke tokens                    | no   | no         | yes           |

    Scenario Outline: <person> may exactly what <person>'s role is granted
      When <person> asks for everything that the platform offers
      Then what the role of <person> is granted is granted, and the rest fails because the role does not allow it

      Examples: one person of each role
        | person |
        | Uma    |
        | Sam    |
        | Olivia |

  @INTG-04.25
  Rule: Whether one may is decided before what was sent is looked at

    Example: A user learns nothing about how an invitation is written
      When Uma invites "Nina" as an owner
      Then the request fails because the role does not allow it
