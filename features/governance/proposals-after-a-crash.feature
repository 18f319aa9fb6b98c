@AR-05 @governance @approval @audit @recovery
Feature: Proposals after a crash
  However the platform ends, what was approved is done once or not at all, and what waits goes on waiting.
  Seam: proposal → platform that is killed and started again → provider.

  Background:
    Given the platform runs in a process of its own

  @AR-05.8
  Rule: What was started and then interrupted is not started again by itself

    Example: Approved work that the crash interrupted stays interrupted
      Given OpenAI never answers
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it, and it has reached OpenAI
      When the platform is killed and started again
      Then the execution is interrupted before long
      And OpenAI was asked once

    Example: Nor does a second crash start it
      Given OpenAI never answers
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it, and it has reached OpenAI
      And the platform was killed and started again, once
      When the platform is killed and started again
      Then the execution is interrupted before long
      And OpenAI was asked once

    Example: Nobody can approve it a second time
      Given OpenAI never answers
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it, and it has reached OpenAI
      And the platform was killed and started again, once
      When Sam approves it again
      Then the request fails because the proposal was decided already
      And OpenAI was asked once

  @AR-05.8
  Rule: What was approved and had not started is started after the crash, once

    Example: Approved work that had no time to start is done
      Given OpenAI will answer "Sent"
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it, but nothing can be started
      When the platform is killed, and started again when things can be started
      Then the execution is completed before long
      And OpenAI was asked once

    Example: Work that is done is not done again after the crash
      Given OpenAI will answer "Sent"
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it
      And the execution is completed before long
      When the platform is killed and started again
      Then the execution is completed
      And OpenAI was asked once

  @AR-05.8
  Rule: What waits for a decision outlives a crash, and so does the decision

    Example: A proposal still waits after a crash, and can be approved
      Given OpenAI will answer "Sent"
      And Uma has asked Sol to send email "Dear all"
      And the platform was killed and started again, once
      When Sam approves it
      Then the execution is completed before long
      And OpenAI was asked once

    Example: What was rejected stays rejected after a crash
      Given Uma has asked Sol to send email "Dear all"
      And Sam has rejected it because "We never write to all"
      When the platform is killed and started again
      Then the proposal is rejected by Sam because "We never write to all"
      And the execution is cancelled
      And OpenAI was never contacted

  @AR-05.19
  Rule: An outcome is stored with the decision that causes it

    Example: A rejection is on record once after the platform was killed
      Given Uma has asked Ines to create "A poem"
      And Sam has rejected it
      When the platform is killed and started again
      Then the proposal is on record as rejected, once
      And the audit trail is in order
      And OpenAI was never contacted
