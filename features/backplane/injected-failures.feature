@M06 @operations
Feature: Injected failures
  An engineer sees what becomes of coordination when the engine fails, and can repeat exactly what was seen.
  Seam: command → platform → engine that is made to fail.

  @M06.7
  Rule: The same seed makes the same uses fail in the same way

    Example: Two runs with one seed meet the same failures, one by one and at once
      Given the engineer tries the breaker with seed 7 and failures in 3 of 10 uses, one promise after the other
      When the engineer tries the breaker with seed 7 and failures in 3 of 10 uses, 5 promises at once
      Then both runs met the same failures

    Example: Another seed makes other uses fail
      Given the engineer tries the breaker with seed 7 and failures in 3 of 10 uses, one promise after the other
      When the engineer tries the breaker with seed 8 and failures in 3 of 10 uses, one promise after the other
      Then both runs met different failures

  @M06.7
  Rule: Failures of every kind leave the promises kept

    Scenario Outline: <failure> in 1 of 10 uses breaks no promise of <pattern>
      When the engineer tries <pattern> with <failure> in 1 of 10 uses
      Then failures of that kind were injected, and no other
      And each promise that was tried is kept

      Examples: kinds of failures
        | failure              | pattern     |
        | a delay              | everything  |
        | an error             | everything  |
        | a dropped connection | everything  |
        | a missing answer     | the breaker |

  @M06.7
  Rule: A probability is a number from nothing to always, and all together are no more than always

    Scenario Outline: Whoever wants <failures> is refused
      When the engineer asks for <failures>
      Then the command refuses it as misuse, and names what is wrong

      Examples: impossible failures
        | failures                                            |
        | errors in 6 and dropped connections in 5 of 10 uses |
        | crashes in 1 of 10 uses                             |
        | errors often                                        |
        | errors in no use                                    |

  @M06.7
  Rule: Nothing is made to fail unless it is asked for

    Example: Without being asked the platform lets every use succeed
      When the engineer tries the task queue
      Then no failure was injected, and each use of "task-queue add" succeeded

    Example: The operator may ask for failures on a platform of their own
      Given the operator lets every use of the engine fail
      When Uma tries to add "resize" to "images"
      Then the request fails because the engine of coordination is not there

  @M06.7
  Rule: In production nothing can be made to fail

    Example: A platform in production does not start with injected failures
      Given an installation in production
      When the operator tries to start the platform with "CONCORD_FAULTS" set to "error=0.1"
      Then it does not start, saying "CONCORD_FAULTS is not possible in production mode (NODE_ENV=production)"

    Example: The command refuses it in production as well
      Given the engineer works in production
      When the engineer asks for errors in 1 of 10 uses
      Then the command refuses it as misuse, and names what is wrong
