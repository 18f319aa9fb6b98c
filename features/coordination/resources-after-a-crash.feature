@INTG-05 @resources @shared-state
Feature: Resources and shared state after a crash
  When the platform dies, whoever holds a resource still holds it, no number is used twice, and nothing that was written is lost.
  Seam: process that dies → leases, numbers, shared state → process that is started.

  @INTG-05.19 @backplane
  Rule: A lease and its number outlive a crash, and the time goes on meanwhile

    @recovery
    Example: The holder still holds it, and the others still wait in their order
      Given the platform runs in a process of its own
      And Ada holds "printer"
      And Sol and Ines wait for it
      When the platform is killed and started again
      Then "printer" is held by Ada, under number 1
      And Sol and Ines wait for "printer"

    @recovery
    Example: A lease that ran out meanwhile is over, and the next number follows the last one
      Given the platform runs in a process of its own
      And Ada holds "printer" for 1 second
      And Sol waits for it
      When the platform is killed, and started again when the lease has run out
      Then "printer" is held by Sol, under number 2

    @recovery
    Example: After a crash the late holder writes nothing under the old number
      Given the platform runs in a process of its own
      And Ada holds "printer" for 1 second
      And the platform was killed, and started again when the lease had run out
      When Uma writes "3 pages" to "jobs/next" under number 1 of "printer"
      Then the request fails because the number is not that of the present lease
      And nothing was ever written to "jobs/next"

  @INTG-05.20
  Rule: What was written outlives a crash, in its version

    @recovery
    Example: What was acknowledged is there
      Given the platform runs in a process of its own
      And Uma has written "blue" to "plan/colour"
      And Uma has written "red" to "plan/colour", having seen version 1
      When the platform is killed and started again
      Then "plan/colour" is "red", in version 2

    @recovery
    Example: An old version is old after a crash as well
      Given the platform runs in a process of its own
      And Uma has written "blue" to "plan/colour"
      And the platform was killed and started again, once
      When Sam writes "green" to "plan/colour", having seen version 0
      Then the request fails because the version is not the present one, which is 1
      And "plan/colour" is "blue", in version 1
