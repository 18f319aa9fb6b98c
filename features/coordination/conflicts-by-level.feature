@INTG-05 @conflict
Feature: Conflicts by level, unanimously, or by a human
  Whoever brings a conflict up says how it is to be settled: not every matter is one of numbers.
  Seam: person → conflict → levels of the agents, or a human.

  Background:
    Given the agents "Bo" and "Cy", both autonomous
    And the agents "Dee" and "Eve", both intern

  @INTG-05.18
  Rule: By the highest level, what the agents of the highest level present want wins

    Scenario Outline: <agent> alone outweighs two interns
      When Uma has this conflict settled by the highest level:
        | agent   | wants      |
        | Dee     | Ship today |
        | Eve     | Ship today |
        | <agent> | Ship never |
      Then "Ship never" wins at once

      Examples: of higher levels
        | agent |
        | Ada   |
        | Sol   |

    Example: Several of the highest level that want the same are of one voice
      When Uma has this conflict settled by the highest level:
        | agent | wants      |
        | Dee   | Ship today |
        | Bo    | Ship never |
        | Cy    | ship never |
      Then "Ship never" wins at once

    Example: What the highest want is shown as it was first written, although by a lower one
      When Uma has this conflict settled by the highest level:
        | agent | wants      |
        | Dee   | SHIP TODAY |
        | Ada   | Ship today |
      Then "SHIP TODAY" wins at once
      And no view loses

    Example: The level counts that an agent has when the conflict is brought up
      Given Ada was demoted to supervised
      When Uma has this conflict settled by the highest level:
        | agent | wants      |
        | Ada   | Ship today |
        | Bo    | Ship never |
      Then "Ship never" wins at once

  @INTG-05.18
  Rule: If the highest level is of two minds, a human is asked, however many stand behind each

    Example: Two autonomous agents disagree, and the interns do not tip the scales
      When Uma has this conflict settled by the highest level:
        | agent | wants      |
        | Bo    | Ship today |
        | Cy    | Ship never |
        | Dee   | Ship today |
      Then a human is asked to choose among:
        | Ship today |
        | Ship never |

  @INTG-05.18
  Rule: Unanimously, it is settled only if all want the same

    Example: All want the same
      When Uma has this conflict settled unanimously:
        | agent | wants      |
        | Bo    | Ship today |
        | Cy    | ship today |
        | Dee   | SHIP TODAY |
      Then "Ship today" wins at once

    Example: One that wants something else is enough for a human to be asked
      When Uma has this conflict settled unanimously:
        | agent | wants      |
        | Bo    | Ship today |
        | Cy    | Ship today |
        | Dee   | Ship never |
      Then a human is asked to choose among:
        | Ship today |
        | Ship never |

  @INTG-05.18
  Rule: By a human, a human is always asked

    Example: Also where all want the same
      When Uma has this conflict settled by a human:
        | agent | wants      |
        | Bo    | Ship today |
        | Dee   | Ship today |
      Then a human is asked to choose among:
        | Ship today |
