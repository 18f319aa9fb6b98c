@INTG-05 @supervision @browser
Feature: Live jobs on the page
  What still goes on, or stands still until a human acts, is never lost behind what has ended.
  Seam: supervisor → page → lists of coordinations.

  @INTG-05.12
  Rule: The page shows what has not ended first, however old it is, and counts it

    Example: One that waits for approval stands before eleven that were begun later and have ended
      Given Ada will answer "Twelve"
      And Uma has started the workflow:
        | agent | action |
        | Ines  | create |
      And Uma has started 11 workflows of one step for Ada
      When Olivia opens the page
      Then 11 jobs are on the page, and the first is "awaiting approval"
      And the page counts 1 job that has not ended

    Example: One that waits is found behind more than a list holds
      Given a list holds 2 jobs
      And Ada will answer "Twelve"
      And Uma has started the workflow:
        | agent | action |
        | Ines  | create |
      And Uma has started 3 workflows of one step for Ada
      When Olivia opens the page
      Then 3 jobs are on the page, and the first is "awaiting approval"
      And the page counts 1 job that has not ended

    Example: What has ended is not counted
      Given Ada will answer "Twelve"
      And Uma has started 2 workflows of one step for Ada
      When Olivia opens the page
      Then 2 jobs are on the page, and the first is "completed"
      And the page counts no job

    Example: Of two alike, each is known by the end of its id
      Given Ada will answer "Twelve"
      And Uma has started 2 workflows of one step for Ada
      When Olivia opens the page
      Then the page names the workflow by the end of its id
