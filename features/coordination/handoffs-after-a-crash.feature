@INTG-05 @handoff @recovery
Feature: Handoffs after a crash
  However the platform ends, work that was handed on is where it was.
  Seam: handoff → platform that is killed and started again → receiver.

  Background:
    Given the platform runs in a process of its own

  @INTG-05.1
  Rule: What has arrived stays, whatever happens to the platform

    Example: The context is there after the crash
      Given Uma has handed Ada's work on to Ines
      When the platform is killed and started again
      Then the handoff is accepted
      And the context has arrived at Ines unchanged

    Example: What was declined stays declined
      Given Uma has handed Ada's work on to Ines
      And Ines has declined it because "I do not speak French"
      When the platform is killed and started again
      Then the handoff is declined because "I do not speak French"

  @INTG-05.2
  Rule: What waits for approval goes on waiting, whatever happens to the platform

    Example: After the crash it has not arrived
      Given Uma has handed Ines's work on to Sol
      When the platform is killed and started again
      Then the handoff is awaiting approval
      And the context has not arrived at Sol

    Example: After the crash it can be approved
      Given Uma has handed Ines's work on to Sol
      And the platform was killed and started again, once
      When Sam approves it
      Then the handoff is accepted
      And the context has arrived at Sol unchanged
