@INTG-05 @resources @shared-state
Feature: Writing under a lease
  What agents write about a resource is written by whoever holds it now, however late the others notice.
  Seam: agent → number of the lease → shared state.

  Background:
    Given Ada holds "printer"
    And Sol waits for it

  @INTG-05.19 @backplane
  Rule: What is written under a lease needs its present number

    Example: Under the present number it is written
      When Uma writes "3 pages" to "jobs/next" under number 1 of "printer"
      Then "jobs/next" is "3 pages", in version 1

    Example: In the last millisecond of the lease it is written
      Given 59.999 seconds have passed
      When Uma writes "3 pages" to "jobs/next" under number 1 of "printer"
      Then "jobs/next" is "3 pages", in version 1

    Example: With the 60th second it is not, although nobody has looked yet
      Given 60 seconds have passed
      When Uma writes "3 pages" to "jobs/next" under number 1 of "printer"
      Then the request fails because the number is not that of the present lease
      And nothing was ever written to "jobs/next"

    Example: Under the number of the next lease it is written
      Given 60 seconds have passed
      And "printer" is held by Sol, under number 2
      When Uma writes "3 pages" to "jobs/next" under number 2 of "printer"
      Then "jobs/next" is "3 pages", in version 1

    Scenario Outline: Under number <number> of "<resource>" it is not written
      When Uma writes "3 pages" to "jobs/next" under number <number> of "<resource>"
      Then the request fails because the number is not that of the present lease
      And nothing was ever written to "jobs/next"

      Examples: numbers that are not the present one
        | number | resource |
        | 0      | printer  |
        | 2      | printer  |
        | 1      | scanner  |

    Example: Once the resource was given back, nothing is written under its last number
      Given Uma has given "printer" back
      When Uma writes "3 pages" to "jobs/next" under number 1 of "printer"
      Then the request fails because the number is not that of the present lease
      And nothing was ever written to "jobs/next"

    Example: A late holder learns that it is late before it learns anything about versions
      Given Sam has written "1 page" to "jobs/next"
      And 60 seconds have passed
      When Uma writes "3 pages" to "jobs/next" under number 1 of "printer"
      Then the request fails because the number is not that of the present lease
      And "jobs/next" is "1 page", in version 1

  @INTG-05.19 @backplane
  Rule: What is written for an agent under a lease needs the agent to be the holder

    Example: For the holder it is written
      When Sam writes "3 pages" to "jobs/next" for Ada under number 1 of "printer"
      Then "jobs/next" is "3 pages", in version 1

    Example: For another agent it is not
      When Sam writes "3 pages" to "jobs/next" for Sol under number 1 of "printer"
      Then the request fails because the number is not that of the present lease
      And the refusal says "The lease of this number is another agent's than the one that is written for"
      And nothing was ever written to "jobs/next"

    Example: Nor can another agent write it itself
      When Sol writes "3 pages" to "jobs/next" under number 1 of "printer" with a token of its own
      Then the request fails because the number is not that of the present lease
      And nothing was ever written to "jobs/next"

  @INTG-05.19 @backplane
  Rule: Under a lease nobody writes whom it does not concern

    Example: Mallory cannot write under the lease that Uma asked for
      When Mallory writes "3 pages" to "jobs/next" under number 1 of "printer"
      Then the request fails because the lease is another's
      And nothing was ever written to "jobs/next"

    Example: The holder writes under it itself
      When Ada writes "3 pages" to "jobs/next" under number 1 of "printer" with a token of its own
      Then "jobs/next" is "3 pages", in version 1
