@AR-05 @governance @audit @approval
Feature: Ends of proposals
  Whoever asked, and whoever reads the record, learns who ended a proposal and why.
  Seam: decision or lapse → proposal → whoever asked and the audit trail.

  Background:
    Given the platform makes its rounds
    And Uma has asked Sol to send email "Dear all"

  @AR-05.9
  Rule: A proposal that lapsed says why, and not what somebody said afterwards

    Example: One that nobody decided in time says so
      When 25 hours pass
      Then the proposal is expired because "nobody decided in time"
      And the execution was cancelled because "nobody decided in time"

    Scenario Outline: One whose agent <change> says so
      Given Sol <change>
      When Sam rejects it because "Not to everybody"
      Then the request fails because the proposal is void
      And Sam is told "The proposal is void: <why>"
      And the execution was cancelled because "<why>"

      Examples: of what became of the agent
        | change                 | why                                                           |
        | was paused             | the agent is paused                                           |
        | was retired            | the agent is retired                                          |
        | was demoted to intern  | the agent was supervised and is intern now                    |
        | was paused and resumed | the agent was paused, lost its level or was changed meanwhile |

    Example: One that cannot be ended at the moment holds up no other
      Given Uma has asked Sol to send email "Dear customers"
      And nothing of the older proposal can be changed
      When 25 hours pass
      Then one proposal waits
      And it is in the log that it is ended later
      And OpenAI was never contacted

  @AR-05.8
  Rule: Whoever asked learns why what was rejected is not done

    Example: Without a reason, that somebody rejected it
      When Sam rejects it
      Then the proposal is rejected by Sam
      And the execution was cancelled because "A supervisor rejected it"

    Example: With a reason, the reason
      When Sam rejects it because "We never write to all"
      Then the proposal is rejected by Sam because "We never write to all"
      And the execution was cancelled because "We never write to all"

  @AR-05.19
  Rule: The record says who ended a proposal, of which content, and why

    Scenario Outline: That it <ended> by <whom> is on record
      When <what happens>
      Then the record says that the proposal <ended> by <whom>
      And OpenAI was never contacted

      Examples: of ends without work
        | ended        | whom   | what happens                                |
        | was rejected | Sam    | Sam rejects it                              |
        | was rejected | Olivia | Olivia rejects it because "Not to everyone" |
        | expired      | itself | 25 hours pass                               |

    Example: That it was approved is on record
      Given OpenAI will answer "Sent"
      When Sam approves it
      Then the record says that the proposal was approved by Sam
      And OpenAI was asked once
