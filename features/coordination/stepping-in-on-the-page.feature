@INTG-05 @supervision @browser
Feature: Stepping in on the page
  Supervisors set a job going again that stands still, and give up what should not go on.
  Seam: supervisor → page → coordinations.

  @INTG-05.13
  Rule: A workflow that failed is retried there

    Example: It goes on and is completed
      Given Ada's model refuses the request once
      And Ada will answer "Twelve"
      And Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |
      And Olivia has the page open
      When Olivia presses "Retry" on the page
      Then the page shows "Workflow · Uma" as "completed"
      And step 1 was run twice

    Example: What is completed cannot be retried or cancelled
      Given Ada will answer "Twelve"
      And Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |
      When Olivia opens the page
      Then the page shows "Workflow · Uma" as "completed"
      And nothing about "Retry" or "Cancel" is on the page

  @INTG-05.13
  Rule: What is under way is given up there

    Background:
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |
        | Ada   | review |

    Example: Nothing more of it runs
      Given Olivia has the page open
      When Olivia presses "Cancel" on the page
      Then the page shows "Workflow · Uma" as "cancelled"
      And step 1 is cancelled
      And step 2 is cancelled

    Example: A refusal is said beside the job
      Given Olivia has the page open
      And nobody looks at the page while Uma cancels the workflow
      When Olivia presses "Cancel" on the page
      Then the page tells Olivia "Not possible: it is cancelled" beside the job
