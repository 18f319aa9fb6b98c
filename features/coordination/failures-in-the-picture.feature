@INTG-05 @timeline
Feature: Failures in the picture
  The picture shows at a glance what went wrong, what was not done because of that, and what was tried again.
  Seam: person → picture → record of the coordination and its executions.

  @INTG-05.7
  Rule: What was not completed is told apart, and what was skipped names the cause

    Example: One failed, the next was skipped, another was completed
      Given Ada's model refuses the request
      And Sol will answer "Two tons"
      And Uma has had these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
        | Weigh the crates | Sol   |                  |
      When Uma looks at the picture
      Then in the picture "Count the crates" is failed
      And in the picture "Book the lorry" is skipped, because "Count the crates failed"
      And in the picture "Weigh the crates" is completed

    Example: One was blocked before it began
      Given Uma has had these tasks done:
        | task           | agent | needs          |
        | Ask the driver | Stu   |                |
        | Book the lorry | Sol   | Ask the driver |
      When Uma looks at the picture
      Then in the picture "Ask the driver" is blocked
      And in the picture "Book the lorry" is skipped, because "Ask the driver was blocked"
      And the picture is headed "Parallel work: failed" and sums up "2 tasks: 1 blocked, 1 skipped."

    Example: What was given up ends where it was given up
      Given the platform waits as long as 1 hour for a model
      And Ada takes 20 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent |
        | Count the crates | Ada   |
      And 10 minutes have passed
      And Uma has cancelled the coordination
      When Uma looks at the picture
      Then in the picture "Count the crates" is cancelled from 0 minutes to 10 minutes

  @INTG-05.13
  Rule: The step that failed and those that were skipped stand where the workflow ended

    Background:
      Given Ada takes 8 seconds to answer
      And Sol's model refuses the request
      And Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |
        | Sol   | review |
        | Ada   | create |

    Example: The second of three steps failed, and the third was skipped
      Given 8 seconds have passed
      When Uma looks at the picture
      Then in the picture "Step 1 (draft)" works from 0 seconds to 8 seconds
      And in the picture "Step 2 (review)" is failed
      And in the picture "Step 3 (create)" is skipped, because "Step 2 (review) failed"
      And in the picture "Step 3 (create)" does no work, and is skipped at 8 seconds

    Example: Before the failure nothing is said of it
      Given 5 seconds have passed
      When Uma looks at the picture
      Then in the picture "Step 1 (draft)" is running from 0 seconds until now
      And in the picture "Step 2 (review)" is pending

  @INTG-05.13
  Rule: What was tried again shows every attempt

    Background:
      Given Ada takes 5 seconds to answer
      And Ada's model refuses the request once
      And Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |

    Example: A step that failed and was completed later
      Given 25 seconds have passed
      And Uma has retried the workflow
      And 5 seconds have passed
      When Uma looks at the picture
      Then in the picture "Step 1 (draft)" is completed
      And the picture says "Step 1 (draft), Ada: completed in 5 s, attempt 2; failed from 0 s to 5 s; worked from 25 s to 30 s"

  @INTG-05.13 @recovery
  Rule: The picture is drawn from what is on record

    Example: After a crash it is what it was before
      Given the platform runs in a process of its own
      And Sol's model refuses the request
      And Uma has started the workflow:
        | agent | action |
        | Sol   | review |
        | Ada   | draft  |
      And the workflow is failed before long
      And Uma looks at the picture
      When the platform is killed and started again
      Then whoever looks at the picture again sees the same
