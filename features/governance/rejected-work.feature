@AR-05 @governance @approval
Feature: Rejected work
  What a supervisor rejects is not done, and whoever asked can read why.
  Seam: supervisor's rejection → execution that never runs → whoever asked.

  Background:
    Given the platform makes its rounds
    And Uma has asked Sol to send email "Dear all"

  @AR-05.8
  Rule: Rejected, it never runs, and the reason is kept

    Example: What Sam rejected has not run two days later, and the reason is there
      Given Sam has rejected it because "We never write to all"
      When 48 hours pass
      Then the proposal is rejected by Sam because "We never write to all"
      And the execution is cancelled
      And OpenAI was never contacted

    Example: Uma reads the reason
      Given Sam has rejected it because "We never write to all"
      When Uma looks at the proposal
      Then the reason is "We never write to all"
      And OpenAI was never contacted

    Example: What was rejected does not run after a restart
      Given Sam has rejected it because "We never write to all"
      And the platform was started anew
      When 48 hours pass
      Then the execution is cancelled
      And OpenAI was never contacted

    Example: A rejection without a reason is one all the same
      When Sam rejects it
      Then the proposal is rejected by Sam
      And the execution is cancelled
      And OpenAI was never contacted

    Example: Nothing of what was rejected is in a conversation
      When Sam rejects it because "We never write to all"
      Then the proposal is rejected by Sam because "We never write to all"
      And Uma has no conversation

    Example: What was rejected can be asked for anew, and is decided anew
      Given OpenAI will answer "Sent"
      And Sam has rejected it because "We never write to all"
      And Uma has asked Sol to send email "Dear customers"
      When Olivia approves it
      Then the proposal is approved by Olivia
      And OpenAI was asked once

  @AR-05.9
  Rule: A proposal whose work was given up is void

    Scenario Outline: What <person> gave up cannot be approved any more
      Given <person> <gives up> the execution
      When Sam approves it after all
      Then the request fails because the proposal is void
      And the execution is cancelled
      And OpenAI was never contacted

      Examples: of those who may give it up
        | person | gives up |
        | Uma    | cancels  |
        | Sam    | stops    |

    Example: What was approved and has not begun is void as well once Uma gives it up
      Given Sam has approved it, but nothing can be started
      When Uma cancels the execution
      Then the proposal is void
      And OpenAI was never contacted

    Scenario Outline: Supervisors are told that <person> <gave it up>
      Given Olivia is listening to the alerts
      When <person> <gives up> the execution
      Then Olivia has been notified that nothing is to be decided any more, once
      And the record says that <person> made the proposal void

      Examples: of those who give it up
        | person | gives up | gave it up   |
        | Uma    | cancels  | cancelled it |
        | Sam    | stops    | stopped it   |
