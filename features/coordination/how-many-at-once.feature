@INTG-05 @parallel
Feature: How many tasks run at once
  A large job does not crowd out everybody else, and yet all of it is done.
  Seam: coordination → places → executions.

  Background:
    Given the platform waits as long as 1 hour for a model
    And Ada takes 10 minutes to answer

  @INTG-05.10
  Rule: At most ten run at once

    Example: Ten tasks of ten minutes take ten minutes
      When Uma has 10 tasks done by Ada
      Then it took 10 minutes
      And all 10 tasks are completed

    Example: Eleven tasks of ten minutes take twenty
      When Uma has 11 tasks done by Ada
      Then it took 20 minutes
      And all 11 tasks are completed

    Example: The eleventh has not begun as long as ten are at work
      Given Uma is waiting for 11 tasks to be done by Ada
      When 10 minutes minus 1 millisecond pass
      Then 10 tasks are running and 1 is pending
      And Ada was asked 10 times

    Example: An installation may allow fewer
      Given the operator allows 2 tasks at once
      When Uma has 5 tasks done by Ada
      Then it took 30 minutes
      And all 5 tasks are completed

  @INTG-05.10
  Rule: The rest wait and all run, however unequal

    Example: The eleventh begins when the first place is free
      Given Ada takes 4 minutes to answer "Task 07"
      When Uma has 11 tasks done by Ada
      Then it took 14 minutes
      And all 11 tasks are completed

    Example: A long one does not hold up the short ones
      Given Ada takes 40 minutes to answer "Task 01"
      When Uma has 28 tasks done by Ada
      Then it took 40 minutes
      And all 28 tasks are completed
      And Ada was asked 28 times

    Example: While the long one is at work, all the others are done
      Given Ada takes 40 minutes to answer "Task 01"
      And Uma is waiting for 12 tasks to be done by Ada
      When 20 minutes pass
      Then 1 task is running and 11 are completed

    Example: A task that fails frees its place
      Given Ada's model refuses the request for "Task 03"
      And Ada takes 1 minute to answer "Task 03"
      When Uma has 11 tasks done by Ada
      Then it took 11 minutes
      And the task "Task 03" is failed
      And the task "Task 11" is completed

    Example: A hundred are done, ten at a time
      When Uma has 100 tasks done by Ada
      Then it took 100 minutes
      And all 100 tasks are completed
      And Ada was asked 100 times
