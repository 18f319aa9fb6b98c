@INTG-05 @parallel
Feature: Parallel work
  A job for several agents takes as long as its longest part, and every part has its own result.
  Seam: person → coordination → executions of several agents.

  Background:
    Given the platform waits as long as 1 hour for a model
    And the agents "Bo" and "Cy", both autonomous

  @INTG-05.6
  Rule: Independent tasks run at the same time

    Example: Three tasks of ten minutes take ten minutes
      Given Ada takes 10 minutes to answer
      And "Bo" takes 10 minutes to answer
      And "Cy" takes 10 minutes to answer
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Bo    |
        | Book the lorry   | Cy    |
      Then it took 10 minutes
      And all 3 tasks are completed

    Example: The longest task decides how long it takes
      Given Ada takes 20 minutes to answer
      And "Bo" takes 5 minutes to answer
      When Uma has these tasks done:
        | task             | agent |
        | Weigh the crates | Bo    |
        | Count the crates | Ada   |
      Then it took 20 minutes
      And both tasks are completed

    Example: An agent works on several tasks at the same time
      Given Ada takes 10 minutes to answer
      When Uma has 3 tasks done by Ada
      Then it took 10 minutes
      And Ada was asked 3 times

    Example: All have begun before the first has ended
      Given Ada takes 10 minutes to answer
      And "Bo" takes 20 minutes to answer
      When Uma is waiting for these tasks to be done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Bo    |
      Then the task "Count the crates" is running
      And the task "Weigh the crates" is running
      And the coordination is running

    Example: A single task is a job too
      Given Ada will answer "Twelve"
      When Uma has 1 task done by Ada
      Then the task "Task 01" was answered "Twelve"
      And the coordination is completed

  @INTG-05.6
  Rule: An empty job is none

    Example: A job without tasks is refused
      When Uma has 0 tasks done by Ada
      Then the request fails because the request is not valid
      And the place named is the tasks
      And Ada was never asked
