@AR-05 @governance @supervision
Feature: Stopping an agent's work
  A supervisor can end what an agent is doing, and only those who answer for agents get in their way.
  Seam: supervisor → stop → execution → person and provider.

  Background:
    Given OpenAI will answer "Monday is free now", a word every 2 seconds
    And Uma is listening to Sol as it begins to create "The calendar"
    And 5 seconds pass

  @AR-05.3
  Rule: A stopped execution ends as cancelled, and no word follows

    Example: Uma hears that a supervisor stopped it, and no word more
      When Sam stops the execution
      Then the execution is cancelled
      And Uma heard "Monday is" and nothing more
      And Uma heard at last that it ended because a supervisor stopped it

    Example: The connection to the model is closed
      Given Sam has stopped the execution
      When 20 seconds pass
      Then the connection to OpenAI was closed
      And Uma heard "Monday is" and nothing more
      And the execution is cancelled

    Example: What was said so far is no answer, and not remembered as one
      When Sam stops the execution
      Then the execution is cancelled
      And Uma's conversation is "The calendar"
      And Sol remembers nothing, even a day later

    Example: What is stopped cannot be resumed
      Given Sam has stopped the execution
      When Sam resumes the execution
      Then the request fails because the present state does not allow it
      And the execution is cancelled

    Example: What is completed cannot be stopped
      Given 20 seconds pass
      When Sam stops the execution
      Then the request fails because the present state does not allow it
      And the execution is completed

  @AR-05.3
  Rule: Supervisors and administrators intervene, and nobody else

    Scenario Outline: <person> may not <intervention> what Sol does
      When <person> <intervenes> the execution
      Then the request fails because the role does not allow it
      And the execution is running

      Examples: of users and interventions
        | person  | intervention | intervenes |
        | Uma     | pause        | pauses     |
        | Uma     | resume       | resumes    |
        | Uma     | stop         | stops      |
        | Mallory | pause        | pauses     |
        | Mallory | stop         | stops      |

    Example: Uma may not correct what Sol does
      When Uma corrects the execution: "Not on Mondays"
      Then the request fails because the role does not allow it
      And OpenAI was asked once
      And the execution is running

    Example: No agent gets in another's way, whatever its level
      When Ada stops the execution with a token of its own
      Then the request fails because the role does not allow it
      And the execution is running

    Scenario Outline: Olivia, an administrator, <intervenes> it too
      When Olivia <intervenes> the execution
      Then the execution is <status>

      Examples: of what an administrator does
        | intervenes | status    |
        | pauses     | paused    |
        | stops      | cancelled |

  @AR-05.3
  Rule: Each intervention is on record, with who made it

    Example: The record tells them in the order in which they were made
      Given Sam has paused the execution
      And Olivia has resumed the execution
      And Olivia has corrected the execution: "Not on Mondays"
      When Sam stops the execution
      Then these interventions are on record
        | who    | did       |
        | Sam    | paused    |
        | Olivia | resumed   |
        | Olivia | corrected |
        | Sam    | stopped   |
