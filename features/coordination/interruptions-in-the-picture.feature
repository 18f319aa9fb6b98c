@INTG-05 @timeline @recovery
Feature: Interruptions in the picture
  Whoever has to decide what becomes of a workflow after a crash sees where it was cut off.
  Seam: killed process → record of the workflow → picture.

  Background:
    Given the platform runs in a process of its own
    And Sol takes 10 seconds to answer

  @INTG-05.14
  Rule: What a crash cut off is drawn as interrupted, also once it has been run again

    Example: A step that needs a human
      Given Uma has started the workflow up to step 1:
        | agent | action |
        | Sol   | create |
      And the platform was killed and started again, once
      And the workflow has come to need attention
      When Sam looks at the picture
      Then in the picture "Step 1 (create)" is interrupted

    Example: A step that was run again by itself
      Given Uma has started the workflow up to step 1:
        | agent | action |
        | Sol   | search |
      And the platform was killed and started again, once
      And the workflow is completed before long
      When Sam looks at the picture
      Then in the picture "Step 1 (search)" was interrupted first, and completed then
