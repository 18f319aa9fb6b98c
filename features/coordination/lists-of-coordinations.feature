@INTG-05 @parallel @workflow
Feature: Lists of coordinations
  Whoever had several agents do something finds it again without having noted its address.
  Seam: person → lists of workflows and of other coordinations.

  Background:
    Given Ada will answer "Twelve"
    And Uma has started 3 workflows of one step for Ada
    And Uma has had these tasks done:
      | task             | agent |
      | Count the crates | Ada   |

  @INTG-05.12
  Rule: One's own workflows are listed, the latest first, page by page

    Example: All of them, and nothing else
      When Uma lists the workflows
      Then Uma's 3 workflows are listed, the latest first

    Example: Two at a time
      When Uma lists the workflows, 2 at a time
      Then Uma's 3 workflows are listed, the latest first

    Example: Those of one state
      When Uma lists the workflows that are failed
      Then nothing is listed

    Example: Supervisors see those of others
      When Sam lists the workflows
      Then Uma's 3 workflows are listed, the latest first

    Example: Others see none of them
      When Mallory lists the workflows
      Then nothing is listed

  @INTG-05.6
  Rule: Everything else is listed by its kind

    Example: Parallel work is no workflow
      When Uma lists the coordinations of the kind "parallel"
      Then one coordination is listed, which is completed

    Example: Those of another kind are left out
      When Uma lists the coordinations of the kind "ensemble"
      Then nothing is listed

    Example: Others' work is not listed
      When Mallory lists the coordinations of the kind "parallel"
      Then nothing is listed

    Example: A kind that there is not is refused
      When Uma lists the coordinations of the kind "workflow"
      Then the request fails because the request is not valid
      And the place named is the kind
