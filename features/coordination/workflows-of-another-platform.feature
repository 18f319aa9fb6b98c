@INTG-05 @workflow @operations
Feature: Workflows of another platform
  A workflow belongs to the platform that leads it, until that platform is known to be gone; people may use any of them.
  Seam: platform → store → workflow of another platform on the same store.

  @INTG-05.14
  Rule: A workflow whose platform fell silent is taken over by another on the same data

    Background:
      Given Sol takes 1 minute to answer
      And the platform waits as long as 1 hour for a model

    Example: After 14 seconds of silence nothing is taken over yet
      Given another platform on the same data has started Uma's workflow, and falls silent:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      And the platform makes its rounds
      When 14 seconds pass
      Then step 2 is running
      And step 2 was run once
      And Ada was asked once
      And Sol was asked once

    Example: After 15 seconds of silence its harmless step is run again elsewhere
      Given another platform on the same data has started Uma's workflow, and falls silent:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      And the platform makes its rounds
      When 15 seconds pass
      Then step 2 is running
      And step 2 was run twice
      And Ada was asked once
      And Sol was asked twice

    Example: What was taken over is done to its end
      Given another platform on the same data has started Uma's workflow, and falls silent:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      And the platform makes its rounds
      When 80 seconds pass
      Then the workflow is completed
      And Ada was asked once
      And step 2 was run twice

    Example: A workflow of a platform that lives on is left to it
      Given another platform on the same data has started Uma's workflow, and lives on:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      And the platform makes its rounds
      When 80 seconds pass
      Then the workflow is completed
      And Ada was asked once
      And step 2 was run once

    Example: It can be cancelled on another platform than the one that runs it
      Given another platform on the same data has started Uma's workflow, and lives on:
        | agent | action |
        | Sol   | plan   |
        | Ada   | search |
      And the platform makes its rounds
      When Uma cancels the workflow, and 5 seconds pass
      Then the workflow is cancelled
      And step 1 is cancelled
      And Ada was never asked

    Example: What another platform runs is approved here, and goes on
      Given another platform on the same data has started Uma's workflow, and lives on:
        | agent | action     |
        | Sol   | send email |
        | Ada   | search     |
      And Sam has approved it
      And the platform makes its rounds
      When 80 seconds pass
      Then the workflow is completed
      And Sol was asked once
      And Ada was asked once
