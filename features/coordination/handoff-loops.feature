@INTG-05 @handoff
Feature: Work that goes round in circles
  Agents do not pass the same work back and forth unless a human wants it.
  Seam: handoff → handoff → loop.

  @INTG-05.4
  Rule: Back to an agent that already had the work, without a human's approval, is a loop and is named

    Scenario Outline: After <first> and <others>, <back> does not get it again
      Given the agents "Bo", "Cy" and "Dee", all autonomous
      And Uma has handed work on from <first> to <others>
      When Uma hands it on to <back>
      Then the request fails because the receiver had the work already
      And the loop through <back> is named

      Examples: of circles of two, three and four
        | first | others               | back |
        | Ada   | "Bo"                 | Ada  |
        | Ada   | "Bo" and "Cy"        | Ada  |
        | Ada   | "Bo" and "Cy"        | "Bo" |
        | Ada   | "Bo", "Cy" and "Dee" | "Bo" |
        | Ada   | "Bo", "Cy" and "Dee" | Ada  |

    Example: Down again, after a human approved the step up, is a loop as well
      Given Uma has handed Ines's work on to Sol
      And Sam has approved it
      When Uma hands it on to Ines
      Then the request fails because the receiver had the work already
      And the loop through Ines is named

    Example: It is on record as blocked
      Given the agent "Bo", autonomous
      And Uma has handed Ada's work on to "Bo"
      When Uma hands it on to Ada
      Then the request fails because the receiver had the work already
      And it is on record that Uma wanted to hand "Bo"'s work on to Ada: blocked

    Example: Somebody who did not have it is no loop
      Given the agents "Bo" and "Cy", both autonomous
      And Uma has handed Ada's work on to "Bo"
      When Uma hands it on to "Cy"
      Then the work has arrived

    Example: The same receiver in another chain is no loop
      Given the agent "Bo", autonomous
      And Uma has handed Ada's work on to "Bo"
      When Uma hands "Bo"'s work on to Ada
      Then the work has arrived

  @INTG-05.4
  Rule: Back to one who already had it, one level up, is for a human to decide

    Example: A human is asked
      Given Uma has handed Sol's work on to Ines
      When Uma hands it on to Sol
      Then a proposal waits for a supervisor
      And the handoff is awaiting approval

    Example: Approved, it has come back
      Given Uma has handed Sol's work on to Ines
      And Uma has handed it on to Sol
      When Sam approves it
      Then the handoff is accepted
      And it is number 2 of its chain
