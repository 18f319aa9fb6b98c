@INTG-05 @handoff @approval
Feature: Handing up too far
  Work climbs one level at a time: what is too much for its level never lands far above it.
  Seam: person → handoff → governance.

  @INTG-05.2
  Rule: Handing work more than one level up is refused

    Scenario Outline: <giver>'s work does not get to <receiver>
      Given the agent "Bo", intern
      When Uma hands <giver>'s work on to <receiver>
      Then the request fails because the agent may not hand that on
      And no proposal waits
      And it is on record that Uma wanted to hand <giver>'s work on to <receiver>: blocked

      Examples: of two levels up
        | giver | receiver |
        | Ines  | Ada      |
        | "Bo"  | Ada      |

    Example: It is said which level it takes
      When Uma hands Ines's work on to Ada
      Then the request fails because the agent may not hand that on
      And Uma is told that Ines is an intern, and that it takes a supervised agent
