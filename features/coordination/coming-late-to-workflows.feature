@INTG-05 @workflow @events
Feature: Coming late to workflows
  Whoever begins to follow a workflow late, or loses the line, is shown what is missing.
  Seam: what was told of a workflow → whoever follows it later.

  @INTG-05.12
  Rule: Whoever comes late or comes back misses nothing, and sees nothing twice

    Example: Who follows a workflow that has ended is told all of it
      Given Ada will answer "Six crates"
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
      When Uma begins to follow the workflow
      Then Uma was shown, in this order:
        | the workflow began     |
        | step 1 began           |
        | step 1 ended completed |
        | it ended completed     |
      And Uma will be shown nothing more

    Example: Who comes back is told the rest
      Given Ada takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
      And Uma has followed the workflow and gone away
      And 10 seconds have passed
      When Uma goes on following the workflow after what she saw last
      Then Uma was shown, in this order:
        | the workflow began     |
        | step 1 began           |
        | step 1 ended completed |
        | it ended completed     |

    Example: While it runs the line stays open
      Given Ada takes 10 seconds to answer
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
      When Uma begins to follow the workflow
      Then Uma is still following
      And step 1 is running

    Example: A retry is told after the failure
      Given Ada's model refuses the request once
      And Ada will answer "Six crates"
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
      And Uma has retried the workflow
      When Uma begins to follow the workflow
      Then Uma was shown, in this order:
        | the workflow began     |
        | step 1 began           |
        | step 1 ended failed    |
        | it ended failed        |
        | it was retried         |
        | step 1 began           |
        | step 1 ended completed |
        | it ended completed     |
