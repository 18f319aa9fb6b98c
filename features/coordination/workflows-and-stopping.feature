@INTG-05 @workflow @operations
Feature: Workflows and stopping
  When the operator stops the platform, its workflows are put down, not lost: they go on after the next start.
  Seam: operator → stop → workflow in mid-step → start → workflow goes on.

  Background:
    Given Ada will answer "Six crates"
    And Sol will answer "Two lorries"

  @INTG-05.14
  Rule: A step that the stop interrupts runs again after the start, if it is harmless

    Example: A step of complexity 2 is run again
      Given Sol takes 20 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      And the operator has stopped the platform and started it again
      When 20 seconds pass
      Then the workflow is completed
      And Ada was asked once
      And step 2 was run twice

    Example: A step of complexity 3 needs attention
      Given Sol takes 20 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | create |
      When the operator stops the platform and starts it again
      Then the workflow is in need of attention
      And step 2 is interrupted
      And Ada was asked once
      And Sol was asked once

    Example: Supervisors are told of it
      Given Sol takes 20 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Sol   | create |
      When the operator stops the platform and starts it again
      Then Sam has been notified that the workflow needs attention, once

    @recovery
    Example: A process that is told to stop puts the workflow down, and the next takes it up
      Given the operator gives running work 1 second to finish
      And the platform runs in a process of its own
      And Sol takes 20 seconds to answer
      And Uma has started the workflow up to step 2:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      When the operator stops the process and starts the platform again
      Then the workflow is completed before long
      And step 2 was run twice

  @INTG-05.14
  Rule: A step that ends while the platform stops is kept, and the next one waits for the start

    Example: No step begins while the platform stops
      Given Ada takes 5 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      When the operator stops the platform and starts it again
      Then the workflow is completed
      And Ada was asked once
      And Sol was asked once
      And step 1 was run once

    Example: Nor is a human asked before the start
      Given Ada takes 5 seconds to answer
      And Uma has started the workflow:
        | agent | action     |
        | Ada   | search     |
        | Sol   | send email |
      When the operator stops the platform and starts it again
      Then one proposal waits
      And it can be decided for 24 hours
