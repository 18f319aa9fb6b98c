@INTG-05 @handoff
Feature: Chains that somebody declined
  What an agent has declined is nobody's work further on, and what has begun further on is declined by nobody.
  Seam: handoff → handoff → receiver of the first declines, or that of the second begins.

  @INTG-05.1
  Rule: Nothing follows from a chain of which one handoff was declined

    Background:
      Given Uma has handed work on from Ada to Sol and Ines

    Example: Work at the end of the chain does not start
      Given Sol has declined what Ada handed on because "I have no time"
      When Uma has Ines do the work "Where is it?"
      Then the request fails because the handoff was declined
      And OpenAI was never contacted

    Example: It is not handed on from there
      Given Sol has declined what Ada handed on because "I have no time"
      When Uma hands it on to Stu
      Then the request fails because the handoff was declined

    Example: Work that waited for approval at its end does not start
      Given Uma has had Ines do the work "Where is it?", asking for approval first
      And Sol has declined what Ada handed on because "I have no time"
      When Sam approves it
      Then the execution is blocked
      And OpenAI was never contacted

  @INTG-05.2
  Rule: A step up is not approved once the work was declined before it

    Example: What Ines would hand up is void after Sol has declined
      Given the agent "Bo", supervised
      And Uma has handed work on from Ada to Sol and Ines
      And Uma has handed it on to "Bo"
      And Sol has declined what Ada handed on because "I have no time"
      When Sam approves it
      Then the request fails because the proposal is void
      And the handoff is void

  @INTG-05.1
  Rule: Once work at the end of a chain has started, nothing in the chain can be declined

    Background:
      Given Ines will answer "In Leipzig"
      And Uma has handed work on from Ada to Sol and Ines

    Example: Sol does not decline what Ines has begun
      Given Uma has had Ines do the work "Where is it?"
      When Sol declines what Ada handed on because "I have no time"
      Then the request fails because work on it has begun

    Example: Nor what Ines has begun after it was approved
      Given Uma has had Ines do the work "Where is it?", asking for approval first
      And Sam has approved it
      When Sol declines what Ada handed on because "I have no time"
      Then the request fails because work on it has begun

    Example: Before, Sol declines although Ines has the work already
      When Sol declines what Ada handed on because "I have no time"
      Then the handoff from Ada is declined because "I have no time"
