@INTG-05 @workflow @approval
Feature: Retrying what was refused
  Trying again is no way round a human or a level: a step that was refused is decided anew, and may be refused again.
  Seam: failed workflow → retry → governance.

  Background:
    Given Sol will answer "Sent"

  @INTG-05.13
  Rule: A retried step is decided again, as its agent is now

    Example: What was rejected needs a new word of a human
      Given Uma has started the workflow:
        | agent | action     |
        | Sol   | send email |
      And Sam has rejected it
      When Uma retries the workflow
      Then the workflow is awaiting approval
      And step 1 shows the proposal that waits
      And Sol was never asked

    Example: Approved the second time, it is run
      Given Uma has started the workflow:
        | agent | action     |
        | Sol   | send email |
      And Sam has rejected it
      And Uma has retried the workflow
      When Sam approves it
      Then the workflow is completed
      And Sol was asked once

    Example: An agent that is at work again does its step
      Given Sol was paused
      And Uma has started the workflow:
        | agent | action |
        | Sol   | draft  |
      And Sol was resumed
      When Uma retries the workflow
      Then the workflow is completed
      And Sol was asked once

    Example: What an agent may not do it may not do the second time
      Given Uma has started the workflow:
        | agent | action |
        | Stu   | draft  |
        | Sol   | draft  |
      When Uma retries the workflow
      Then the workflow failed at step 1 because the agent may not do that
      And Sol was never asked

  @INTG-05.13
  Rule: Only what has failed can be retried, and only once at a time

    Example: A completed workflow
      Given Uma has started the workflow:
        | agent | action |
        | Sol   | draft  |
      When Uma retries the workflow
      Then the request fails because the present state does not allow it
      And the refusal says "Not possible: it is completed; only a workflow that failed, or one that needs attention, is tried again"
      And Sol was asked once

    Example: A running workflow
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Sol   | draft  |
      When Uma retries the workflow
      Then the request fails because the present state does not allow it
      And Sol was asked once
      And the workflow is running

    Example: One that awaits approval
      Given Uma has started the workflow:
        | agent | action     |
        | Sol   | send email |
      When Uma retries the workflow
      Then the request fails because the present state does not allow it
      And the workflow is awaiting approval
      And one proposal waits

    Example: A cancelled workflow
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Sol   | draft  |
      And Uma has cancelled the workflow
      When Uma retries the workflow
      Then the request fails because the present state does not allow it
      And the workflow is cancelled

    Example: Retried twice at the same moment, the step is run once
      Given Sol's model refuses the request once
      And Uma has started the workflow:
        | agent | action |
        | Sol   | draft  |
      When Uma and Sam retry the workflow at the same moment
      Then one of them retried it, and for the other the present state does not allow it
      And the workflow is completed
      And Sol was asked twice
