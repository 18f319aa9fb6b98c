@INTG-05 @conflict
Feature: Bringing up conflicts
  What cannot be a conflict, and what is not one's own to bring up, is refused as a whole.
  Seam: person or agent → conflict.

  @INTG-05.18
  Rule: Two to 100 agents are in conflict, each once, and each says what it wants in 1 to 2000 characters

    Scenario Outline: A conflict with <what> is none
      When Uma brings up a conflict with <what>
      Then the request fails because the request is not valid
      And the place named is <place>
      And no conflict was brought up

      Examples: of requests that make no sense
        | what                                 | place                |
        | one view alone                       | the views            |
        | 101 views                            | the views            |
        | a way to settle it that nobody knows | the way to settle it |
        | no way to settle it                  | the way to settle it |
        | a view without a word                | the second view      |
        | a view of 2001 characters            | the second view      |

    Example: 100 views are a conflict
      When Uma brings up a conflict of 100 new agents, of which all but one want to ship today
      Then "Ship today" wins at once
      And 1 view loses

    Example: 2000 characters are a view
      When Uma brings up a conflict of Ada and Sol with views of 2000 characters each
      Then a view of 2000 characters wins

    Example: An agent does not vote twice
      When Uma has this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |
        | Ada   | Ship today    |
      Then the request fails because an agent is named twice
      And no conflict was brought up

  @INTG-05.18
  Rule: An agent that is unknown, paused or retired takes part in no conflict

    Example: An unknown agent
      When Uma brings up a conflict of Ada with an agent that does not exist
      Then the request fails because there is no such thing
      And the place named is the agent of the second view
      And no conflict was brought up

    Scenario Outline: An agent that is <status>
      Given Sol was <status>
      When Uma has this conflict settled by the highest level:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |
      Then the request fails because the agent is <status>
      And no conflict was brought up

      Examples: out of work
        | status  |
        | paused  |
        | retired |

  @INTG-05.18
  Rule: An agent brings up, with a token of its own, only conflicts that it is a part of

    Example: Sol is in conflict with Ada, and has it settled
      When Sol, with a token of its own, has this conflict settled by the highest level:
        | agent | wants         |
        | Sol   | Ship tomorrow |
        | Ada   | Ship today    |
      Then "Ship today" wins at once

    Example: A student may be in conflict too
      When Stu, with a token of its own, has this conflict settled unanimously:
        | agent | wants         |
        | Stu   | Ship tomorrow |
        | Ada   | Ship today    |
      Then a human is asked to choose among:
        | Ship tomorrow |
        | Ship today    |

    Example: Ines is not a part of it
      When Ines, with a token of its own, has this conflict settled by most votes:
        | agent | wants         |
        | Sol   | Ship tomorrow |
        | Ada   | Ship today    |
      Then the request fails because the role does not allow it
      And no conflict was brought up
