@M06 @breaker
Feature: Time of shared breakers
  An open breaker gives what it protects 30 seconds to recover.
  Seam: agents → shared breaker → time.

  Background:
    Given the breaker of "printer" has been opened by Ada

  @M06.6
  Rule: It stays open for 30 seconds

    Example: A millisecond earlier nobody is let in
      Given 29.999 seconds have passed
      When Sol asks to be let in at "printer"
      Then the request fails because the breaker is open

    Example: After 30 seconds Sol is let in at the printer
      Given 30 seconds have passed
      When Sol asks to be let in at "printer"
      Then Sol may try

    Example: It is told that the next one may try in 20 seconds
      Given 10 seconds have passed
      When Sol asks to be let in at "printer"
      Then the request fails because the breaker is open
      And it is told that the next one may try in 20 seconds

    Example: A failed probe opens it for another 30 seconds
      Given 30 seconds have passed
      And Sol has been let in at "printer"
      And Sol has reported 1 failure of "printer"
      And 29.999 seconds have passed
      When Ines asks to be let in at "printer"
      Then the request fails because the breaker is open

    Example: A clock that is set back does not keep it open for longer
      Given the clock was set 1 hour back
      When Sol asks to be let in at "printer"
      Then Sol may try
