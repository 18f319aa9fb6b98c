@INTG-05 @workflow @recovery
Feature: Workflows after a crash
  A workflow outlives the platform's process: what is harmless is done again, what was done is kept.
  Seam: workflow → platform that is killed and started again → interrupted step, later steps.

  Background:
    Given the platform runs in a process of its own
    And Ada will answer "Six crates"
    And Sol will answer "Two lorries"

  @INTG-05.14
  Rule: An interrupted step of complexity 1 or 2 runs again, and the workflow goes on

    Scenario Outline: A step of complexity <complexity> is run again, and nothing before it
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow up to step 2:
        | agent | action   | gives   | takes   |
        | Ada   | search   | crates  |         |
        | Sol   | <action> | lorries | crates  |
        | Ines  | read     |         | lorries |
      When the platform is killed and started again
      Then the workflow is completed before long
      And Ada was asked once
      And step 2 was run twice
      And Ines was told "Two lorries"

      Examples: of harmless actions
        | complexity | action |
        | 1          | read   |
        | 2          | plan   |

    Example: Killed twice in a row, the workflow still ends
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow up to step 2:
        | agent | action | gives  | takes  |
        | Ada   | search | crates |        |
        | Sol   | plan   |        | crates |
      And the platform was killed and started again, and step 2 has begun again
      When the platform is killed and started again
      Then the workflow is completed before long
      And Sol was told "Six crates"
      And step 2 was run 3 times

    Example: Of two platforms that start at the same moment, one goes on with it
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow up to step 2:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      When the platform is killed, and two are started at the same moment
      Then the workflow is completed before long
      And Ada was asked once
      And step 2 was run twice
      And Sol was asked twice

    Example: The first attempt stays on record as interrupted
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow up to step 1:
        | agent | action |
        | Sol   | plan   |
      When the platform is killed and started again
      Then the workflow is completed before long
      And there was one execution interrupted and one completed
      And the audit trail is in order

  @INTG-05.14
  Rule: What waited for a human waits on

    Example: After the crash it still awaits approval, and approval goes on with it
      Given Uma has started the workflow up to step 2:
        | agent | action     |
        | Ada   | search     |
        | Sol   | send email |
        | Ines  | read       |
      And the platform was killed and started again, once
      When Sam approves it
      Then the workflow is completed before long
      And Ada was asked once
      And Sol was asked once
      And Ines was asked once

  @INTG-05.13
  Rule: A failed workflow is still failed after a crash, and can still be retried

    Example: It goes on at the step that failed before the crash
      Given Sol's model refuses the request once
      And Uma has started the workflow up to the failure of its last step:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
      And the platform was killed and started again, once
      When Uma retries the workflow
      Then the workflow is completed before long
      And Ada was asked once
      And Sol was asked twice
