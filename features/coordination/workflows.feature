@INTG-05 @workflow
Feature: Workflows
  Several agents do a job one after the other, and whoever asked for it need not wait.
  Seam: person → workflow → executions of its steps, one after the other.
  How results are passed on, and what happens when a step fails, have features of their own.

  @INTG-05.12
  Rule: A workflow is taken at once, and found at its address from then on

    Example: Uma is told where to find it while its first step is running
      Given Ada takes 10 seconds to answer
      When Uma starts the workflow:
        | agent | action | message             |
        | Ada   | search | Where is the parcel |
      Then Uma is told where to find the workflow, which is running
      And Uma did not wait
      And step 1 is running

    Example: Once its last step has ended, its address tells what each step came to
      Given Ada will answer "In Bremen"
      And Sol will answer "Dear customer"
      When Uma starts the workflow:
        | agent | action | message             |
        | Ada   | search | Where is the parcel |
        | Sol   | draft  | A letter            |
      Then the workflow is completed
      And step 1 was answered "In Bremen"
      And step 2 was answered "Dear customer"
      And the workflow names no failure

    Example: One that is running tells how far it has come
      Given Ada will answer "In Bremen"
      And Sol takes 10 seconds to answer
      When Uma starts the workflow:
        | agent | action    | message  |
        | Ada   | search    |          |
        | Sol   | draft     | A letter |
        | Ada   | summarize |          |
      Then the workflow is running
      And the steps are:
        | 1 | completed |
        | 2 | running   |
        | 3 | pending   |

  @INTG-05.12
  Rule: Steps are run in their order, one after the other

    Background:
      Given the platform waits as long as 1 hour for a model
      And OpenAI takes 10 minutes to answer

    Example: Three steps of ten minutes take thirty minutes
      Given Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
        | Ines  | read   |
      When 30 minutes pass
      Then the workflow is completed
      And step 3 took from the 20th to the 30th minute

    Example: A millisecond before its end the last step is still running
      Given Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
        | Ines  | read   |
      When 30 minutes minus 1 millisecond pass
      Then the workflow is running
      And step 3 is running

    Example: No agent is asked before the step before its own has ended
      Given Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
      When 10 minutes minus 1 millisecond pass
      Then step 1 is running
      And step 2 is pending
      And OpenAI was asked once

    Example: Steps of one agent wait for each other too
      Given Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Ada   | draft  |
      When 10 minutes pass
      Then step 1 is completed
      And step 2 is running
