@INTG-05 @parallel @property
Feature: Jobs of any kind
  What is promised of parallel work holds for every job: whatever depends on what, however long each task takes, whichever fail.
  Seam: person → coordination → executions, in made-up jobs of up to twelve tasks.

  Background:
    Given the platform waits as long as 1 hour for a model

  @INTG-05.7
  Rule: In every job the order, the results and the failures are those of its graph

    Example: Nothing begins before what it depends on
      When Uma has 100 jobs of any kind done by Ada
      Then in each of them every task began only after all it depends on had completed

    Example: Everybody is told what they need
      When Uma has 100 jobs of any kind done by Ada
      Then in each of them every task was told the results of what it depends on, and no others

    Example: Whatever fails, all is accounted for
      When Uma has 100 jobs of any kind done by Ada
      Then in each of them every task failed, was skipped behind a failure or was completed, and no task was lost

  @INTG-05.10
  Rule: In every job all places are used, and no more

    Example: No more at once than allowed
      When Uma has 100 jobs of any kind done by Ada
      Then in each of them never more tasks ran at once than were allowed

    Example: Nobody waits for nothing
      When Uma has 100 jobs of any kind done by Ada
      Then in each of them no task waited while a place was free
