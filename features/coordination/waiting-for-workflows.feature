@INTG-05 @workflow
Feature: Waiting for workflows
  Who would rather wait for the end says how long, and is never kept longer than that.
  Seam: person who prefers to wait → workflow → its end, or its address.

  @INTG-05.12
  Rule: A workflow that ends within the time that its asker waits is given as it ended

    Example: The completed workflow is given as soon as it has ended
      Given Ada takes 4 seconds to answer
      And Sol takes 5 seconds to answer
      When Uma starts the workflow, waiting up to 10 seconds:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
      Then Uma is given the completed workflow
      And Uma waited 9 seconds
      And the answer says that 10 seconds of waiting were granted

    Example: One that ends in the last millisecond is given too
      Given Ada takes 9999 milliseconds to answer
      When Uma starts the workflow, waiting up to 10 seconds:
        | agent | action |
        | Ada   | search |
      Then Uma is given the completed workflow

    Example: A failed workflow has ended as well
      Given Ada's model refuses the request
      When Uma starts the workflow, waiting up to 10 seconds:
        | agent | action |
        | Ada   | search |
      Then Uma is given the failed workflow
      And the workflow failed at step 1 because our request was invalid

  @INTG-05.12
  Rule: When the time is over, its asker is told where to find it, and it goes on

    Example: Ten seconds are not enough for a workflow of eleven
      Given Ada takes 11 seconds to answer
      When Uma starts the workflow, waiting up to 10 seconds:
        | agent | action |
        | Ada   | search |
      Then Uma is told where to find the workflow, which is running
      And Uma waited 10 seconds
      And the answer says that 10 seconds of waiting were granted

    Example: Ten seconds are not enough for a workflow of exactly ten
      Given Ada takes 10 seconds to answer
      When Uma starts the workflow, waiting up to 10 seconds:
        | agent | action |
        | Ada   | search |
      Then Uma is told where to find the workflow, which is running
      And Uma waited 10 seconds

    Example: What was not waited for to the end is completed
      Given Ada takes 11 seconds to answer
      And Uma has waited 10 seconds for the workflow:
        | agent | action |
        | Ada   | search |
      When 1 second passes
      Then the workflow is completed
      And Ada was asked once

    Example: Nobody waits for a human
      When Uma starts the workflow, waiting up to 10 seconds:
        | agent | action | message  |
        | Sol   | deploy | Tomorrow |
      Then Uma is told where to find the workflow, which is awaiting approval
      And Uma did not wait
      And one proposal waits
