@INTG-05 @coordinator @handoff
Feature: Parts that wait for a human
  What a human says of a part is its end, in the human's words; and of a job that was given up nothing is left to say.
  Seam: coordinator → handoff → human's decision, or cancelled job → part, supervisors, audit trail.

  Background:
    Given all agents will answer "Done"
    And Ines plans the part "Pack the books" for Sol
    And Uma has had Ines coordinate "Move the office" with Sol

  @INTG-05.15
  Rule: A part that is not approved is cancelled, and it is said why

    Example: Rejected, it has the reason that was given
      When Sam rejects it because "Not that one"
      Then Sol's part is cancelled, as it was rejected because "Not that one"

    Example: Nobody decides in time
      Given the platform makes its rounds
      When 25 hours pass
      Then Sol's part is cancelled, as nobody decided in time

    Example: Sol was paused meanwhile
      Given Sol was paused
      When Sam approves it
      Then the request fails because the proposal is void
      And Sol's part is cancelled, as the proposal was void

  @INTG-05.15
  Rule: Of a job that was given up nothing is left to decide

    Example: It is on record how the handing on has ended
      When Uma cancels the coordination
      Then the coordination is cancelled
      And it is on record that Uma wanted to hand Ines's work on to Sol: needing approval, then void
      And the record says that Uma made the proposal void

    Example: Supervisors are told
      Given Sam is listening to the alerts
      When Uma cancels the coordination
      Then Sam has been notified that nothing is to be decided any more, once
