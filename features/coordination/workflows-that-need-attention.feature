@INTG-05 @workflow @recovery
Feature: Workflows that need attention
  What may have changed something before the crash is not done again by itself: a human looks first.
  Seam: interrupted step → workflow in need of attention → human who retries or cancels.

  Background:
    Given the platform runs in a process of its own
    And Sol takes 10 seconds to answer
    And Uma has started the workflow up to step 2:
      | agent | action | gives  | takes  |
      | Ada   | search | crates |        |
      | Sol   | create |        | crates |
      | Ines  | read   |        |        |

  @INTG-05.14
  Rule: An interrupted step above complexity 2 is not run again by itself; the workflow needs attention

    Example: The step is interrupted, and later ones wait
      When the platform is killed and started again
      Then the workflow is in need of attention before long
      And the steps are:
        | 1 | completed   |
        | 2 | interrupted |
        | 3 | pending     |
      And Ada was asked once
      And Sol was asked once
      And Ines was never asked

    Example: A second crash changes nothing
      Given the platform was killed and started again, once
      And the workflow has come to need attention
      When the platform is killed and started again
      Then the workflow is in need of attention before long
      And Sam has been notified that the workflow needs attention, once
      And Sol was asked once
      And Ada was asked once

  @INTG-05.14
  Rule: A human's retry runs the step again, and the workflow goes on

    Example: Retried, the workflow is completed
      Given the platform was killed and started again, once
      And the workflow has come to need attention
      When Sam retries the workflow
      Then the workflow is completed before long
      And step 2 was run twice
      And Ada was asked once
      And Ines was asked once

  @INTG-05.14
  Rule: A human may cancel it instead

    Example: Cancelled, nothing of it runs any more
      Given the platform was killed and started again, once
      And the workflow has come to need attention
      When Uma cancels the workflow
      Then the workflow is cancelled
      And step 3 is cancelled
      And Ada was asked once
      And Ines was never asked
