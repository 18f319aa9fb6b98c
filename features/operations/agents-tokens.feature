@INTG-04 @access
Feature: Agents with tokens of their own
  A program that is an agent may act as that agent, and not as anything above it.
  Seam: agent's token → role → agents that it may run, and everything else.

  @INTG-04.25
  Rule: An agent's token may run itself and agents of its own or a lower level, and no other

    Scenario Outline: <agent> may run <other>
      When <agent> asks <other>, with a token of its own, to summarize "The words of OpenAI"
      Then <other> answers "You said: The words of OpenAI"

      Examples: who may run whom
        | agent | other |
        | Ada   | Ada   |
        | Ada   | Stu   |
        | Sol   | Sol   |
        | Ines  | Stu   |
        | Stu   | Stu   |

    Scenario Outline: <agent> may not run <other>
      When <agent> asks <other>, with a token of its own, to summarize "Anything"
      Then the request fails because the role does not allow it
      And OpenAI was never contacted

      Examples: who may not run whom
        | agent | other |
        | Stu   | Ines  |
        | Ines  | Sol   |
        | Sol   | Ada   |

  @INTG-04.25
  Rule: An agent's token opens nothing that is for people alone

    Example: Ada is granted what agents are granted, and refused everything else
      When Ada asks for everything that the platform offers, with a token of its own
      Then this is granted, and the rest fails because the role does not allow it
        | see agents and what they may do                 |
        | run agents                                      |
        | have several agents work together               |
        | hand work on, and see what was handed on        |
        | hold resources, and see who does                |
        | leave tasks in queues, and work on them         |
        | ask agents, and reply for them                  |
        | see what the engine of coordination promises    |
        | wait at barriers, and share breakers            |
        | read and write shared state                     |
        | send messages, and read what an agent was sent  |
        | talk in channels                                |
        | post, react, and read the feed                  |
        | have conflicts settled                          |
        | decline work for an agent                       |
        | see own executions, conversations and proposals |
        | publish, subscribe, and follow what is told     |
        | work with an assistant                          |

    Example: A revoked token stands for no agent
      Given Ada has a token of its own, which Olivia has revoked
      When Ada asks who it is, with that token
      Then the request fails because nobody is recognised
