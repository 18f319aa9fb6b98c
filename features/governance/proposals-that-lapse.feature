@AR-05 @governance @approval
Feature: Proposals that lapse
  A yes to what was asked yesterday sets off nothing that nobody expects today.
  Seam: time or change of the agent → proposal → decision.

  Background:
    Given the platform makes its rounds
    And Uma has asked Sol to send email "Dear all"

  @AR-05.9
  Rule: A proposal expires after 24 hours, and an expired one can no longer be approved

    Example: One second before, it can still be approved
      Given OpenAI will answer "Sent"
      And 24 hours minus 1 second pass
      When Sam approves it
      Then the proposal is approved by Sam
      And OpenAI was asked once

    Scenario Outline: After <time> Sam cannot <decide> it any more
      Given <time> pass
      When Sam <decides> it after all
      Then the request fails because the proposal has expired
      And the proposal is expired
      And OpenAI was never contacted

      Examples: of times and decisions
        | time     | decide  | decides  |
        | 24 hours | approve | approves |
        | 24 hours | reject  | rejects  |
        | 72 hours | approve | approves |

    Example: It expires by itself, and its execution is over
      When 25 hours pass
      Then the proposal is expired
      And the execution is cancelled
      And OpenAI was never contacted

    Example: It has expired to the second, even before the platform has made its rounds
      Given the clock is set 24 hours ahead
      When Sam approves it after all
      Then the request fails because the proposal has expired
      And OpenAI was never contacted

    Example: How long it can still be decided is shown
      Given 1 hour passes
      When Sam looks at the proposal
      Then it can be decided for 23 hours
      And one proposal waits

  @AR-05.9
  Rule: A proposal is void if its agent lost its level, was paused or was retired meanwhile

    Scenario Outline: What Sol proposed before it <change> cannot be <decided> any more
      Given Sol <change>
      When Sam <decides> it after all
      Then the request fails because the proposal is void
      And the proposal is void
      And the execution is cancelled
      And OpenAI was never contacted

      Examples: of changes before the decision
        | change                 | decided  | decides  |
        | was paused             | approved | approves |
        | was paused             | rejected | rejects  |
        | was retired            | approved | approves |
        | was demoted to intern  | approved | approves |
        | was paused and resumed | approved | approves |

    Example: What was proposed after a pause is not void
      Given OpenAI will answer "Sent"
      And Sam has rejected it
      And Sol was paused and resumed
      And Uma has asked Sol to send email "Dear all, once more"
      When Sam approves it
      Then the proposal is approved by Sam
      And OpenAI was asked once

    Example: A void proposal stays void when the agent works again
      Given Sol was paused
      And Sam has tried to approve it, in vain
      And Sol was resumed
      When Sam approves it after all
      Then the request fails because the proposal is void
      And OpenAI was never contacted

    Example: A proposal is not void when its agent has gained a level
      Given Sol has completed 50 executions
      And Olivia has promoted Sol
      When Sam approves it
      Then no proposal waits
      And OpenAI was asked 51 times

    Example: Another agent's pause does not concern it
      Given OpenAI will answer "Sent"
      And Ada was paused
      When Sam approves it
      Then the proposal is approved by Sam
      And OpenAI was asked once
