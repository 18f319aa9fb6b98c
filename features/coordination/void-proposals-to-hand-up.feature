@INTG-05 @handoff @approval
Feature: Void proposals to hand up
  A human's approval counts only as long as the two agents are what they were when it was asked for, and only for a day.
  Seam: supervisor's decision, or none → proposal → handoff.

  @INTG-05.2
  Rule: A proposal to hand up is void once giver or receiver is no longer what it was

    Scenario Outline: <agent> <change>, and the work never arrives
      Given Uma has handed Ines's work on to Sol
      And <agent> <change>
      When Sam approves it
      Then the request fails because the proposal is void
      And the handoff is void
      And Sol has been notified of no work

      Examples: of changes before the decision
        | agent | change                 |
        | Ines  | was paused             |
        | Ines  | was paused and resumed |
        | Ines  | was demoted to student |
        | Sol   | was paused             |
        | Sol   | was retired            |

    Example: A receiver that has grown too far above the giver does not get it
      Given Uma has handed Ines's work on to Sol
      And Sol has completed 50 executions
      And Olivia has promoted Sol
      When Sam approves it
      Then the request fails because the proposal is void
      And the handoff is void

    Example: A giver that declined the work itself does not hand it up
      Given the agent "Bo", supervised
      And Uma has handed Sol's work on to Ines
      And Uma has handed it on to "Bo"
      And Ines has declined what Sol handed on because "I do not speak French"
      When Sam approves it
      Then the request fails because the proposal is void

  @INTG-05.2
  Rule: A proposal to hand up that nobody decides expires

    Example: Nobody has decided for 24 hours, and it has expired
      Given the platform makes its rounds
      And Uma has handed Ines's work on to Sol
      When 25 hours pass
      Then the handoff is expired
      And the context has not arrived at Sol
