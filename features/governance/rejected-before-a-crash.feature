@AR-05 @governance @audit
Feature: Records of proposals after a crash
  What was decided stays decided, and on record once, whatever becomes of the platform.
  Seam: human's decision → process → store → another process on the same store.

  @AR-05.19
  Rule: An outcome is committed with the decision that causes it

    @recovery
    Example: A rejection is on record once after the platform was killed
      Given the platform runs in a process of its own
      And Uma has asked Ines to create "A poem"
      And Sam has rejected it
      When the platform is killed and started again
      Then the proposal is on record as rejected, once
      And the audit trail is in order
      And OpenAI was never contacted
