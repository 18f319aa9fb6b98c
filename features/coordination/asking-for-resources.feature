@INTG-05 @resources
Feature: Asking for resources
  Resources go to agents that are there and at work; a request that names another one changes nothing.
  Seam: request → agents named → resource.

  @INTG-05.19 @backplane
  Rule: A request that names somebody who cannot hold the resource is refused as a whole

    Scenario Outline: With <somebody>, nobody of the request gets or awaits the resource
      When Uma asks for "printer" for Ada and <somebody>
      Then the request fails because <reason>
      And nobody has ever asked for "printer"

      Examples: who cannot hold anything
        | somebody             | reason                  |
        | an unknown agent     | there is no such thing  |
        | Sol, who was paused  | the agent is paused     |
        | Sol, who was retired | the agent is retired    |
        | Ada again            | an agent is named twice |

    Example: The line of a resource that is held stays as it was
      Given Ada holds "printer"
      And Sol waits for it
      When Uma asks for "printer" for Ines and an unknown agent
      Then the request fails because there is no such thing
      And the place named is the second agent to hold it
      And Sol waits for "printer"

  @INTG-05.19 @backplane
  Rule: From 1 to 100 agents are named in a request

    Example: 100 agents are taken, in their order
      When Uma asks for "printer" for 100 new agents
      Then the first of them holds "printer", and the other 99 wait in their order

    Scenario Outline: <count> agents are refused
      When Uma asks for "printer" for <count> new agents
      Then the request fails because the request is not valid
      And the place named is the agents

      Examples: none, and one too many
        | count |
        | 0     |
        | 101   |

  @INTG-05.19 @backplane
  Rule: An agent with a token of its own asks for itself alone, and everybody may look

    Example: Ada gets it for itself
      When Ada asks for "printer" with a token of its own, for Ada
      Then "printer" is held by Ada, under number 1

    Scenario Outline: Ada may not ask for <others>
      When Ada asks for "printer" with a token of its own, for <others>
      Then the request fails because the role does not allow it
      And the refusal says "An agent asks for itself alone"
      And nobody has ever asked for "printer"

      Examples: who is not Ada
        | others      |
        | Sol         |
        | Ada and Sol |

    Example: An agent sees who holds what others asked for
      Given Ada holds "printer"
      And Sol waits for it
      When Stu looks at "printer" with a token of its own
      Then it is told that Ada holds it under number 1, and Sol waits

    Example: Mallory sees who holds what Uma asked for
      Given Ada holds "printer"
      And Sol waits for it
      When Mallory looks at "printer"
      Then she is told that Ada holds it under number 1, and Sol waits

    Example: Nothing is known of a resource that nobody ever asked for
      When Uma looks at "printer"
      Then the request fails because there is no such thing
