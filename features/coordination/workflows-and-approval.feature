@INTG-05 @workflow @approval
Feature: Workflows and approval
  A step that needs a human's word waits for it, and so does everything after it.
  Seam: step → governance → proposal → supervisor → next step.

  Background:
    Given Ada will answer "In Bremen"
    And Sol will answer "Sent"
    And Uma has started the workflow:
      | agent | action     | message    | gives | takes |
      | Ada   | search     |            | place |       |
      | Sol   | send email | Dear all   |       | place |
      | Ada   | summarize  | What came? |       |       |

  @INTG-05.12
  Rule: A step that needs approval waits for it, and later steps wait with it

    Example: The workflow awaits approval and shows the proposal
      When 1 hour passes
      Then the workflow is awaiting approval
      And the steps are:
        | 1 | completed         |
        | 2 | awaiting approval |
        | 3 | pending           |
      And step 2 shows the proposal that waits
      And Sol was never asked

    Example: Approved, it is run with its input, and the workflow goes on
      When Sam approves it
      Then the workflow is completed
      And Sol was told "In Bremen"
      And step 2 was answered "Sent"
      And Ada was asked twice

    Example: What was approved runs once
      Given Sam has approved it
      And the platform makes its rounds
      When 1 hour passes
      Then the workflow is completed
      And Sol was asked once

    Example: While the approved step runs, the workflow is running again
      Given Sol takes 10 seconds to answer
      When Sam approves it
      Then the workflow is running
      And step 2 is running
      And step 3 is pending

  @INTG-05.13
  Rule: Rejection counts as failure

    Example: The human's reason ends the workflow
      When Sam rejects it because "Nobody wants to know"
      Then the workflow failed at step 2 because a human rejected it
      And step 2 is cancelled
      And the reason of step 2 is "Nobody wants to know"
      And step 3 is skipped
      And Sol was never asked

    Example: A proposal on which nobody decides for a day fails its step
      Given the platform makes its rounds
      When 25 hours pass
      Then the workflow failed at step 2 because the proposal has expired
      And step 3 is skipped
      And Sol was never asked

    Example: An agent that is demoted while its step waits fails, although it is approved
      Given Sol was demoted to intern
      And Sam has tried to approve it, in vain
      When 1 second passes
      Then the workflow failed at step 2 because the proposal is void
      And step 3 is skipped
