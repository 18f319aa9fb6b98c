@INTG-05 @workflow
Feature: Skipped steps
  After a failure nothing more is done that would only build on it.
  Seam: failed step → later steps that never run.

  @INTG-05.13
  Rule: Later steps are skipped with the reason, and never run

    Example: The agents of later steps are never asked
      Given Ada's model refuses the request
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
        | Ines  | read   |
      Then Sol was never asked
      And Ines was never asked
      And the workflow is failed

    Example: A skipped step names the step before it
      Given Ada's model refuses the request
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | draft  |
        | Ines  | read   |
      Then step 2 was skipped because of step 1
      And step 3 was skipped because of step 2
