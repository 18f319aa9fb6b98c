@INTG-05 @workflow @governance
Feature: Decisions in a workflow
  Being part of a workflow gives an agent no more rights, and takes none away: each step is decided when its turn comes.
  Seam: step whose turn has come → governance → execution.

  Background:
    Given Ada takes 10 seconds to answer
    And Uma has started the workflow:
      | agent | action | message     |
      | Ada   | search | The crates  |
      | Sol   | create | The lorries |
      | Ines  | read   |             |

  @INTG-05.12
  Rule: A step is decided when its turn comes, as its agent is then

    Example: An agent that lost its level before its turn needs approval
      Given Sol was demoted to intern
      When 10 seconds pass
      Then the workflow is awaiting approval
      And step 2 is awaiting approval
      And Sol was never asked

    Example: An agent that was retired before its turn fails
      Given Sol was retired
      When 10 seconds pass
      Then the workflow failed at step 2 because the agent is retired
      And step 3 is skipped

    Example: An agent that was paused and resumed before its turn does its step
      Given Sol was paused and resumed
      And Sol will answer "Created"
      When 10 seconds pass
      Then the workflow is completed
      And step 2 was answered "Created"
      And Ines was asked once

  @INTG-05.12
  Rule: Supervisors can step in at every step

    Example: While a step is paused, later ones wait
      Given Sol takes 10 seconds to answer
      And 10 seconds have passed
      And Sam has paused step 2
      When 1 minute passes
      Then the workflow is running
      And step 2 is paused
      And step 3 is pending

    Example: Resumed, the step ends and the workflow goes on
      Given Sol takes 10 seconds to answer
      And 10 seconds have passed
      And Sam has paused step 2
      When Sam resumes step 2, and 10 seconds pass
      Then the workflow is completed
      And Sol was asked once
      And Ines was asked once
