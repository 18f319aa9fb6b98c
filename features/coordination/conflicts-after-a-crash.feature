@INTG-05 @conflict @recovery
Feature: Conflicts after a crash
  However the platform ends, a conflict is as settled as it was, and one that waits for a human still does.
  Seam: conflict → platform that is killed and started again → supervisor's choice.

  Background:
    Given the platform runs in a process of its own

  @INTG-05.18
  Rule: A conflict that waits for a human goes on waiting, whatever happens to the platform

    Example: It is put to humans still, and can be chosen
      Given Uma has had this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |
      And the platform was killed and started again, once
      When Sam chooses "Ship tomorrow"
      Then "Ship tomorrow" wins
      And the proposal says that Sam chose "Ship tomorrow"

    Example: What was settled is settled still
      Given Uma has had this conflict settled by the highest level:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |
      When the platform is killed and started again
      Then "Ship today" wins at once
      And the losing views are:
        | agent | wants         |
        | Sol   | Ship tomorrow |
