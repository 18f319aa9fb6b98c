@INTG-05 @resources @shared-state
Feature: Naming a lease
  Whoever writes and names a lease is held to it, and whoever names none to the version that they have seen.
  Seam: agent → number of the lease, or none → shared state.

  Background:
    Given Ada holds "printer"

  @INTG-05.19 @backplane
  Rule: What is written without naming a lease is judged by its version alone

    Example: It is written although somebody holds the resource
      When Uma writes "3 pages" to "jobs/next"
      Then "jobs/next" is "3 pages", in version 1

    Example: It is refused by whoever has not seen the present version, holder or not
      Given Sam has written "1 page" to "jobs/next"
      When Ada writes "3 pages" to "jobs/next" with a token of its own
      Then the request fails because the version is not the present one, which is 1
      And "jobs/next" is "1 page", in version 1

  @INTG-05.19 @backplane
  Rule: A resource and the number of its lease are named together

    Scenario Outline: One without the other is refused
      When Uma writes "3 pages" to "jobs/next" naming only <one>
      Then the request fails because the request is not valid
      And the place named is <other>

      Examples: what is left out
        | one          | other        |
        | the resource | the number   |
        | the number   | the resource |
