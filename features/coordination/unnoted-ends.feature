@INTG-05 @workflow @storage
Feature: Ends that nobody noted
  A step may end just when its end cannot be written down, or when nobody is left to do so; it still counts, and counts once.
  Seam: step that has ended → store in trouble or crash → next step.

  Background:
    Given Ada will answer "Six crates"
    And Sol will answer "Two lorries"

  @INTG-05.14
  Rule: A step that ended before the crash is not run again, although its workflow had not noted its end

    @recovery
    Example: After the crash the workflow goes on with the next step
      Given the platform runs in a process of its own
      And Uma has started the workflow, whose first step ends without anybody noting it:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      When the platform is killed, and started again when ends of steps can be noted
      Then the workflow is completed before long
      And Ada was asked once
      And Sol was asked once

    Example: Without a crash it goes on as soon as its end can be written down
      Given Uma has started the workflow, whose first step ends without anybody noting it:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      When ends of steps can be noted again
      Then the workflow is completed
      And Ada was asked once
      And step 1 was answered "Six crates"

    Example: No later step begins before the end is written down
      Given Uma has started the workflow, whose first step ends without anybody noting it:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      When 1 minute passes
      Then step 2 is pending
      And Sol was never asked
      And the workflow is running

    Example: A step that had ended stays completed when the workflow is given up
      Given Uma has started the workflow, whose first step ends without anybody noting it:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      And its end can be noted again, and nobody has yet
      When Uma cancels the workflow
      Then step 1 was answered "Six crates"
      And step 2 is cancelled
      And the workflow is cancelled
