@INTG-05 @workflow @events
Feature: Following workflows
  Whoever asked for a workflow can watch it step by step, and is told everything once, in the order in which it happened.
  Seam: workflow → what is told of it → whoever follows.

  @INTG-05.12
  Rule: Whoever follows a workflow is told of each beginning and each end, until it has ended

    Example: A workflow that is followed from its first step to its last
      Given Ada takes 10 seconds to answer
      And Sol takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
      And Uma follows the workflow
      When 20 seconds pass
      Then Uma was shown, in this order:
        | the workflow began     |
        | step 1 began           |
        | step 1 ended completed |
        | step 2 began           |
        | step 2 ended completed |
        | it ended completed     |
      And Uma will be shown nothing more

    Example: A workflow that fails
      Given Ada takes 10 seconds to answer
      And Sol's model refuses the request
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
        | Ines  | read   |
      And Uma follows the workflow
      When 10 seconds pass
      Then Uma was shown, in this order:
        | the workflow began     |
        | step 1 began           |
        | step 1 ended completed |
        | step 2 began           |
        | step 2 ended failed    |
        | step 3 ended skipped   |
        | it ended failed        |
      And Uma will be shown nothing more

    Example: A workflow that waits for a human
      Given Sol will answer "Sent"
      And Uma has started the workflow:
        | agent | action     |
        | Sol   | send email |
      And Uma follows the workflow
      When Sam approves it
      Then Uma was shown, in this order:
        | the workflow began     |
        | it awaits approval     |
        | it goes on             |
        | step 1 began           |
        | step 1 ended completed |
        | it ended completed     |

    Example: One that is cancelled
      Given Ada takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
      And Sam follows the workflow
      When Uma cancels the workflow
      Then Sam was shown "it ended cancelled" at last
      And Sam will be shown nothing more
