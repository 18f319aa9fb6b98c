@INTG-05 @handoff @approval
Feature: Handing work up
  An agent that needs somebody more experienced asks for it, and a human decides.
  Seam: person or agent → handoff → proposal → supervisor.

  @INTG-05.2
  Rule: Handing work one level up makes a proposal

    Scenario Outline: <giver>'s work for <receiver> waits for a human
      When Uma hands <giver>'s work on to <receiver>
      Then a proposal waits for a supervisor
      And the handoff is awaiting approval
      And the context has not arrived at <receiver>

      Examples: of one level up
        | giver | receiver |
        | Ines  | Sol      |
        | Sol   | Ada      |

    Example: The proposal shows exactly what would be handed on, by whom and to whom
      When Uma hands Ines's work on to Sol with the context "The parcel is number 17"
      Then a proposal waits for a supervisor
      And it proposes that Ines hands "The parcel is number 17" on to Sol, for Uma

    Example: Supervisors are told by an alert
      Given Sam is listening to the alerts
      When Uma hands Ines's work on to Sol
      Then Sam has been notified that Ines proposes to hand work on to Sol, once
      And one proposal waits

    Example: An agent proposes for itself
      When Ines hands its work on to Sol, with a token of its own
      Then a proposal waits for a supervisor
      And the handoff is awaiting approval

    Example: Whoever asked does not approve it
      Given Sam has handed Ines's work on to Sol
      When Sam approves it
      Then the request fails because nobody decides what they asked for
      And the handoff is awaiting approval

  @INTG-05.2
  Rule: The context arrives only on approval

    Background:
      Given Uma has handed Ines's work on to Sol

    Example: Approved, it arrives unchanged, and the receiver is told
      When Sam approves it
      Then the handoff is accepted
      And the context has arrived at Sol unchanged
      And Sol has been notified that work of Ines's has arrived, once

    Example: Before, no work on it can start
      When Uma has Sol do the work "Where is it?"
      Then the request fails because the work has not arrived
      And one proposal waits

    Example: Before, it can be neither declined nor handed on
      When Sol declines it because "I am busy"
      Then the request fails because the work has not arrived
      And one proposal waits

    Example: Rejected, it never arrives, and the reason is kept
      When Sam rejects it because "Ines can do that"
      Then the handoff is rejected because "Ines can do that"
      And the context has not arrived at Sol
      And Sol has been notified of no work

    Example: No work starts on what was rejected
      Given Sam has rejected it
      When Uma has Sol do the work "Where is it?"
      Then the request fails because the work has not arrived

    Example: The decision is on record with its outcome
      When Sam approves it
      Then it is on record that Uma wanted to hand Ines's work on to Sol: needing approval, then accepted

    Example: So is a rejection
      When Sam rejects it because "Ines can do that"
      Then it is on record that Uma wanted to hand Ines's work on to Sol: needing approval, then rejected
