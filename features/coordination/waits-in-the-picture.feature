@INTG-05 @timeline
Feature: Waits in the picture
  The picture shows what held the work up: another task, or a human.
  Seam: person → picture → record of the coordination and its proposals.

  @INTG-05.7
  Rule: A line leads from the end of a task to the beginning of each that depends on it

    Background:
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Sol takes 5 minutes to answer

    Example: Two that depend on one, and one that depends on both
      Given Uma has had these tasks done:
        | task             | agent | needs                              |
        | Find the crates  | Ada   |                                    |
        | Count the crates | Ada   | Find the crates                    |
        | Weigh the crates | Sol   | Find the crates                    |
        | Book the lorry   | Sol   | Count the crates, Weigh the crates |
      When Uma looks at the picture
      Then in the picture a line leads from the end of "Find the crates" to the beginning of "Weigh the crates"
      And in the picture a line leads from the end of "Weigh the crates" to the beginning of "Book the lorry"
      And in the picture a line leads from the end of "Count the crates" to the beginning of "Book the lorry"
      And the picture says "Book the lorry, Sol: completed in 5 min; worked from 20 min to 25 min; began when Count the crates ended; began 5 min after Weigh the crates ended"

    Example: No line leads to what depends on nothing
      Given Uma has had these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   |                  |
        | Book the lorry   | Sol   | Count the crates |
      When Uma looks at the picture
      Then in the picture no line leads to "Count the crates"
      And in the picture no line leads to "Weigh the crates"

    Example: A step waits for the one before
      Given Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |
        | Sol   | review |
      And 15 minutes have passed
      When Uma looks at the picture
      Then in the picture a line leads from the end of "Step 1 (draft)" to the beginning of "Step 2 (review)"

    Example: What has not begun still waits, and for whom is said
      Given Uma is waiting for these tasks to be done:
        | task             | agent | needs                              |
        | Count the crates | Ada   |                                    |
        | Weigh the crates | Sol   |                                    |
        | Book the lorry   | Sol   | Count the crates, Weigh the crates |
      And 8 minutes have passed
      When Uma looks at the picture
      Then in the picture a line leads from the end of "Weigh the crates" to "Book the lorry", until now
      And the picture says "Book the lorry, Sol: waits for Count the crates; has waited 3 min since Weigh the crates ended"

  @INTG-05.7
  Rule: The wait for a human is drawn apart from the work

    Background:
      Given the platform waits as long as 1 hour for a model
      And Uma has had these tasks done:
        | task          | agent | action     |
        | Write to them | Sol   | send email |
      And 30 minutes have passed

    Example: What waits for approval waits until now
      When Uma looks at the picture
      Then in the picture "Write to them" is awaiting approval
      And in the picture "Write to them" is awaiting approval from 0 minutes until now

    Example: What was approved shows both
      Given Sol takes 10 minutes to answer
      And Sam has approved it
      And 10 minutes have passed
      When Uma looks at the picture
      Then in the picture "Write to them" is awaiting approval from 0 minutes to 30 minutes
      And in the picture "Write to them" works from 30 minutes to 40 minutes

    Example: What was rejected was never worked on
      Given Sam has rejected it because "Not this week"
      When Uma looks at the picture
      Then in the picture "Write to them" is cancelled, because "Not this week"
      And in the picture "Write to them" does no work, and is cancelled at 30 minutes
