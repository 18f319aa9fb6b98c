@INTG-05 @conflict
Feature: Conflicts between agents
  Agents that want different things do not do them all: one is followed, and what the others wanted is not lost.
  Seam: person → conflict → the views of the agents.

  Background:
    Given the agents "Bo", "Cy" and "Dee", all intern

  @INTG-05.18
  Rule: By most votes, what more agents want than anything else wins

    Example: Two against one
      When Uma has this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship tomorrow |
        | Bo    | Ship today    |
        | Cy    | Ship today    |
      Then "Ship today" wins at once
      And no proposal waits

    Example: The most votes are enough, even where they are no more than half
      When Uma has this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship tomorrow |
        | Bo    | Ship today    |
        | Cy    | Ship today    |
        | Dee   | Ship never    |
      Then "Ship today" wins at once

    Example: Two that want the same have no conflict, and it wins
      When Uma has this conflict settled by most votes:
        | agent | wants      |
        | Ada   | Ship today |
        | Bo    | Ship today |
      Then "Ship today" wins at once
      And no view loses

    Example: A view counts the same whatever the agent's level
      Given the agents "Eve" and "Fay", both student
      When Uma has this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship tomorrow |
        | Eve   | Ship today    |
        | Fay   | Ship today    |
      Then "Ship today" wins at once

  @INTG-05.18
  Rule: A tie at the top is not decided by order: a human is asked

    Scenario Outline: <one> and <other> have one vote each
      When Uma has this conflict settled by most votes:
        | agent | wants   |
        | Bo    | <one>   |
        | Cy    | <other> |
      Then a human is asked to choose among:
        | <one>   |
        | <other> |

      Examples: in this order, and in the other
        | one           | other         |
        | Ship today    | Ship tomorrow |
        | Ship tomorrow | Ship today    |

    Example: What is behind a tie can be chosen as well
      Given the agents "Eve" and "Fay", both intern
      When Uma has this conflict settled by most votes:
        | agent | wants         |
        | Bo    | Ship today    |
        | Cy    | Ship never    |
        | Dee   | Ship tomorrow |
        | Eve   | Ship today    |
        | Fay   | Ship tomorrow |
      Then a human is asked to choose among:
        | Ship today    |
        | Ship never    |
        | Ship tomorrow |
