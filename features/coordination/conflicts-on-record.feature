@INTG-05 @conflict @audit
Feature: Conflicts on record
  Who had what settled and who chose can be told afterwards; and settling is not doing.
  Seam: conflict → audit trail, events, executions.

  @INTG-05.18
  Rule: Resolving a conflict executes nothing

    Example: What has won at once is not done
      When Uma has this conflict settled by the highest level:
        | agent | wants                  |
        | Ada   | send_email to everyone |
        | Sol   | delete the list        |
      Then "send_email to everyone" wins at once
      And no agent was run, and no provider contacted

    Example: What a human has chosen is not done
      Given Uma has had this conflict settled by most votes:
        | agent | wants                  |
        | Ada   | send_email to everyone |
        | Sol   | delete the list        |
      When Sam chooses "delete the list"
      Then "delete the list" wins
      And no agent was run, and no provider contacted

  @INTG-05.18
  Rule: Who had it settled, how, and who chose are on record, without what was wanted

    Example: Settled at once
      When Uma has this conflict settled by the highest level:
        | agent | wants         |
        | Ada   | A secret plan |
        | Sol   | No plan       |
      Then it is on record that Uma had it settled by the highest level, and that "A secret plan" won
      And the record does not say "A secret plan"

    Example: Chosen by a human
      Given Uma has had this conflict settled by most votes:
        | agent | wants         |
        | Ada   | A secret plan |
        | Sol   | No plan       |
      When Sam chooses "A secret plan"
      Then it is on record that Uma had it settled by most votes, and that Sam chose "A secret plan"
      And the record says that the proposal was approved by Sam
      And the record does not say "A secret plan"

    Example: Rejected
      Given Uma has had this conflict settled by most votes:
        | agent | wants      |
        | Ada   | Ship today |
        | Sol   | Ship never |
      When Sam rejects it because "Neither will do"
      Then it is on record that Uma had it settled by most votes, and that nobody won

  @INTG-05.18
  Rule: Supervisors are told that a choice is needed, and who follows the conflict how it ends

    Example: A conflict that waits
      Given Sam is listening to the alerts
      When Uma has this conflict settled by a human:
        | agent | wants      |
        | Ada   | Ship today |
        | Sol   | Ship never |
      Then Sam has been notified that a conflict waits for a choice, once

    Example: A conflict that a human has settled
      Given Uma has had this conflict settled by a human:
        | agent | wants      |
        | Ada   | Ship today |
        | Sol   | Ship never |
      When Sam chooses "Ship today"
      Then those who follow the conflict have been notified that it waits, and that it ended

  @INTG-05.18
  Rule: Whoever brought a conflict up, and supervisors, find it afterwards; for others there is none

    Background:
      Given Uma has had this conflict settled by most votes:
        | agent | wants      |
        | Ada   | Ship today |
        | Sol   | ship today |

    Scenario Outline: <person> finds what Uma had settled
      When <person> looks for the conflict under its address
      Then <person> is told the same as whoever brought it up

      Examples: whom it concerns
        | person |
        | Uma    |
        | Sam    |
        | Olivia |

    Example: For Mallory it does not exist
      When Mallory looks for the conflict under its address
      Then the request fails because there is no such thing
