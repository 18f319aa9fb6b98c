@INTG-05 @workflow @recovery
Feature: Steps not done twice
  What may have changed something before a crash is asked for once, also where a human had approved it.
  Seam: interrupted step → workflow in need of attention.

  Background:
    Given the platform runs in a process of its own

  @INTG-05.14
  Rule: No step above complexity 2 is run again by itself

    Scenario Outline: A step of complexity <complexity> that was cut off needs attention
      Given <agent> takes 10 seconds to answer
      And Uma has started the workflow up to step 1:
        | agent   | action   |
        | <agent> | <action> |
      When the platform is killed and started again
      Then the workflow is in need of attention before long
      And step 1 is interrupted
      And <agent> was asked once

      Examples: of what changes something
        | complexity | agent | action |
        | 3          | Sol   | create |
        | 4          | Ada   | delete |

  @INTG-05.14
  Rule: An approval is for one time: what was approved, began and was cut off needs a human again

    Scenario Outline: An approved step of complexity <complexity> is not begun again
      Given <agent> takes 10 seconds to answer
      And Uma has started the workflow up to step 1:
        | agent   | action   |
        | <agent> | <action> |
      And Sam has approved it
      And <agent> has begun
      When the platform is killed and started again
      Then the workflow is in need of attention before long
      And <agent> was asked once

      Examples: of what needs approval
        | complexity | agent | action     |
        | 3          | Ines  | create     |
        | 4          | Sol   | send email |
