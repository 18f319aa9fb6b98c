@INTG-05 @workflow
Feature: Retried workflows
  What has been done is not done again: a failed workflow goes on at the step that failed.
  Seam: failed workflow → retry → the failed step and those after it.

  @INTG-05.13
  Rule: Retry continues at the step that failed; completed steps are not run again

    Background:
      Given all agents will answer "Six crates"
      And Sol's model refuses the request once
      And Uma has started the workflow:
        | agent | action | gives   | takes   |
        | Ada   | search | crates  |         |
        | Sol   | plan   | lorries | crates  |
        | Ines  | review |         | lorries |

    Example: The failed step and the skipped one are run, and the workflow is completed
      When Uma retries the workflow
      Then the workflow is completed
      And step 2 was answered "Six crates"
      And step 3 was answered "Six crates"
      And the workflow names no failure

    Example: Whoever retries it is told where it is found
      When Uma retries the workflow
      Then Uma is told where the retried workflow is found

    Example: The agent of the completed step is not asked again
      When Uma retries the workflow
      Then Ada was asked once
      And step 1 was run once
      And step 2 was run twice
      And step 3 was run once
      And Ines was asked once

    Example: The step that is tried again is given the result from before
      When Uma retries the workflow
      Then Sol was told, word for word, each time, and shown "Six crates" as "crates":
        """
        plan
        """
      And Sol was asked twice

    Example: A supervisor retries somebody else's workflow
      When Sam retries the workflow
      Then the workflow is completed
      And Ada was asked once
      And Sol was asked twice

    Example: Nothing is tried again by itself
      Given the platform makes its rounds
      When 24 hours pass
      Then the workflow is failed
      And Sol was asked once

    Example: It goes on after the platform was started anew
      Given the platform was started anew
      When Uma retries the workflow
      Then the workflow is completed
      And Ada was asked once

  @INTG-05.13
  Rule: A step may fail and be retried as often as need be

    Example: A second failure of the same step ends the workflow there again
      Given Ada will answer "Six crates"
      And Sol's model refuses the request twice
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
        | Ines  | read   |
      When Uma retries the workflow
      Then the workflow failed at step 2 because our request was invalid
      And step 3 is skipped
      And Ada was asked once

    Example: The third attempt completes it
      Given Sol will answer "Two lorries"
      And Sol's model refuses the request twice
      And Uma has started the workflow:
        | agent | action |
        | Sol   | plan   |
      And Uma has retried the workflow
      When Uma retries the workflow again
      Then the workflow is completed
      And step 1 was run 3 times

    Example: After the failed step a later one may fail
      Given Sol will answer "Two lorries"
      And Sol's model refuses the request once
      And Ines's model refuses the request
      And Uma has started the workflow:
        | agent | action |
        | Sol   | plan   |
        | Ines  | read   |
      When Uma retries the workflow
      Then the workflow failed at step 2 because our request was invalid
      And step 1 was answered "Two lorries"
