@AR-05 @governance @audit @approval
Feature: Proposals on record
  What was proposed ends on record as well, whether or not it ever ran, and whoever reads it sees every decision on the way.
  Seam: proposal → human's decision, or time → outcome record.
  How executions that nobody has to approve are recorded is told under executions on record.

  Background:
    Given the platform makes its rounds
    And Uma has asked Ines to create "A poem"

  @AR-05.19
  Rule: A proposal that never runs has one outcome, which says how it ended and completes its decision

    Scenario Outline: The outcome on record is that it was <ending> when <what happens>
      When <what happens>
      Then the proposal is on record as <ending>, once
      And OpenAI was never contacted

      Examples: of endings
        | ending   | what happens                   |
        | rejected | Sam rejects it because "Later" |
        | expired  | 25 hours pass                  |

    Example: The outcome on record is that it was void when its agent was paused meanwhile
      Given Ines was paused and resumed
      When Sam approves it after all
      Then the request fails because the proposal is void
      And the proposal is on record as void, once
      And OpenAI was never contacted

    Example: A second decision adds nothing to the record
      Given Sam has rejected it
      When Sam rejects it again
      Then the request fails because the proposal was decided already
      And the proposal is on record as rejected, once
      And OpenAI was never contacted

  @AR-05.19
  Rule: As long as a proposal waits it has a decision and no outcome

    Example: What nobody has decided for 23 hours has no outcome
      When 23 hours pass
      Then it is on record as needing approval, and has not ended
      And one proposal waits

  @AR-05.19
  Rule: What was approved is decided again when it starts, on record before anything happens

    Example: The second decision refers to the first, which the outcome completes
      Given OpenAI will answer "Roses are red"
      When Sam approves it
      Then it was decided twice: needs approval, then allowed
      And the proposal is on record as completed, once

    Example: If the second decision cannot be written, it does not start
      Given the record takes no more decisions
      When Sam approves it
      Then OpenAI was never contacted
      And it is on record as needing approval, and has not ended
      And the execution is pending
