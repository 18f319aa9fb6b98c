@INTG-05 @workflow
Feature: Failed workflows
  A step that fails ends the workflow there, and everybody can read which step it was and why.
  Seam: failing step → workflow → steps that come later.

  @INTG-05.13
  Rule: A failing step ends the workflow, which names the step and its error

    Example: A step whose model refuses the request
      Given Ada will answer "In Bremen"
      And Sol's model refuses the request
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
        | Ines  | read   |
      Then the workflow failed at step 2 because our request was invalid
      And the steps are:
        | 1 | completed |
        | 2 | failed    |
        | 3 | skipped   |

    Example: The first step can fail
      Given Ada's model refuses the request
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
      Then the workflow failed at step 1 because our request was invalid
      And step 2 is skipped

    Example: The last step can fail, and nothing is skipped
      Given Ada will answer "In Bremen"
      And Sol's model refuses the request
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
      Then the workflow failed at step 2 because our request was invalid
      And step 1 was answered "In Bremen"

    Example: An agent that may not do it fails
      Given Ada will answer "In Bremen"
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
        | Stu   | draft  |
        | Ada   | draft  |
      Then the workflow failed at step 2 because the agent may not do that
      And step 2 is blocked
      And step 3 is skipped

    Example: A paused agent fails
      Given Sol was paused
      And Ada will answer "In Bremen"
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
        | Ada   | draft  |
      Then the workflow failed at step 2 because the agent is paused
      And step 3 is skipped
      And Ada was asked once

    Example: A step that a supervisor stops has failed
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Sol   | create |
        | Ada   | search |
      When Sam stops step 1
      Then the workflow is failed
      And step 1 is cancelled
      And step 2 is skipped

    Example: A step that the budget does not allow fails
      Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
      And Olivia has given Uma a budget of 0.1 USD a day
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
      Then the workflow failed at step 1 because the budget does not allow it
      And step 2 is skipped
      And OpenAI was never contacted
