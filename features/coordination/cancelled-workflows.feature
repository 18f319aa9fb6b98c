@INTG-05 @workflow
Feature: Cancelled workflows
  Whoever asked for a workflow can give it up at any time; what has been done by then stays done.
  Seam: person → workflow at its address → running step → provider.

  @INTG-05.12
  Rule: A workflow can be cancelled at its address, and nothing of it runs any further

    Example: The running step is stopped, and later ones never begin
      Given Ada will answer "Six crates"
      And Sol takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Sol   | plan   |
        | Ines  | read   |
      When Uma cancels the workflow
      Then the workflow is cancelled
      And the steps are:
        | 1 | completed |
        | 2 | cancelled |
        | 3 | cancelled |

    Example: The connection to the model of the running step is closed
      Given OpenAI never answers
      And Uma has started the workflow:
        | agent | action |
        | Sol   | plan   |
      When Uma cancels the workflow
      Then the connection to OpenAI was closed
      And the workflow is cancelled

    Example: Nothing runs afterwards
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Sol   | plan   |
        | Ines  | read   |
      And Uma has cancelled the workflow
      And the platform makes its rounds
      When 1 hour passes
      Then the workflow is cancelled
      And Ines was never asked

    Example: A supervisor cancels somebody else's workflow
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Sol   | plan   |
      When Sam cancels the workflow
      Then the workflow is cancelled
      And step 1 is cancelled

    Example: A step that waits for approval waits no more
      Given Uma has started the workflow:
        | agent | action     |
        | Sol   | send email |
      When Uma cancels the workflow
      Then the workflow is cancelled
      And step 1 is cancelled
      And no proposal waits

  @INTG-05.12
  Rule: What has ended cannot be cancelled any more

    Example: A completed workflow stays completed
      Given Ada will answer "Six crates"
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
      When Uma cancels the workflow
      Then the request fails because the present state does not allow it
      And the workflow is completed

    Example: A failed workflow stays failed
      Given Ada's model refuses the request
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
      When Uma cancels the workflow
      Then the request fails because the present state does not allow it
      And the workflow is failed

    Example: A workflow is cancelled once
      Given Sol takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Sol   | plan   |
      And Uma has cancelled the workflow
      When Uma cancels the workflow again
      Then the request fails because the present state does not allow it
      And the workflow is cancelled
