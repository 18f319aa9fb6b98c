@INTG-05 @conflict
Feature: Views in a conflict
  What each agent wanted can be read afterwards, in its own words, whether or not it was followed.
  Seam: person → conflict → what is kept of it.

  Background:
    Given the agents "Bo", "Cy" and "Dee", all intern

  @INTG-05.18
  Rule: The losing views are kept, each as its agent wrote it

    Example: They stand in the order in which they were brought up
      When Uma has this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship never    |
        | Bo    | Ship today    |
        | Sol   | Ship tomorrow |
        | Cy    | Ship today    |
      Then "Ship today" wins
      And the losing views are:
        | agent | wants         |
        | Ada   | Ship never    |
        | Sol   | Ship tomorrow |

    Example: Equal views are kept apart
      When Uma has this conflict settled by the highest level:
        | agent | wants         |
        | Bo    | Ship tomorrow |
        | Ada   | Ship today    |
        | Cy    | SHIP TOMORROW |
      Then "Ship today" wins
      And the losing views are:
        | agent | wants         |
        | Bo    | Ship tomorrow |
        | Cy    | SHIP TOMORROW |

    Example: They are kept where a human chooses
      Given Uma has had this conflict settled by a human:
        | agent | wants         |
        | Bo    | Ship tomorrow |
        | Ada   | Ship today    |
      When Sam chooses "Ship tomorrow"
      Then the losing views are:
        | agent | wants      |
        | Ada   | Ship today |

  @INTG-05.18
  Rule: Who wanted what is counted, in the order in which it was first proposed

    Example: The votes stand with the agents that gave them
      When Uma has this conflict settled by most votes:
        | agent | wants         |
        | Bo    | Ship tomorrow |
        | Ada   | Ship today    |
        | Cy    | Ship today    |
      Then the votes are:
        | option        | votes | agents  |
        | Ship tomorrow | 1     | Bo      |
        | Ship today    | 2     | Ada, Cy |

  @INTG-05.18
  Rule: Views that differ only in capitals or in blanks around them are one option, shown as it was first written

    Scenario Outline: "Straße sperren" and <same> are the same
      When Uma has this conflict settled by most votes:
        | agent | wants          |
        | Bo    | Bypass         |
        | Cy    | Straße sperren |
        | Dee   | <same>         |
      Then "Straße sperren" wins
      And the losing views are:
        | agent | wants  |
        | Bo    | Bypass |

      Examples: of ways to write it
        | same             |
        | STRASSE SPERREN  |
        | straße Sperren   |
        | \nStraße sperren |

    Example: Blanks within make another option
      When Uma has this conflict settled unanimously:
        | agent | wants        |
        | Bo    | Ship it now  |
        | Cy    | Ship it  now |
      Then a human is asked to choose among:
        | Ship it now  |
        | Ship it  now |
