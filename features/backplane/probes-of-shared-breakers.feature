@M06 @breaker @backplane
Feature: Probes of shared breakers
  When the time of an open breaker is over, one attempt decides for everybody, wherever it is made.
  Seam: agents at all platforms → shared breaker → one probe.

  Background:
    Given shared breakers stay open for 1 second
    And the breaker of "printer" has been opened by Ada

  @M06.6
  Rule: When the time is over exactly one is let in

    Example: It is half open, and Sol is let in
      Given 1.1 seconds have passed
      When Sol asks to be let in at "printer"
      Then Sol may try
      And the breaker of "printer" is half open, after 5 failures

    Example: The next one is refused while Sol tries
      Given 1.1 seconds have passed
      And Sol has been let in at "printer"
      When Ines asks to be let in at "printer"
      Then the request fails because the breaker is open
      And it is told when the next one may try

    Example: Of two at the same moment one is let in
      Given 1.1 seconds have passed
      When Sol and Ines ask to be let in at "printer" at the same moment
      Then one of them may try, and the other is told that the breaker is open

    Example: Whoever was let in at another platform is the only one here as well
      Given 1.1 seconds have passed
      And Sol has been let in at "printer" at another platform on the same data
      When Ines asks to be let in at "printer"
      Then the request fails because the breaker is open

  @M06.6
  Rule: The success of the probe closes it

    Example: Everybody is let in again
      Given 1.1 seconds have passed
      And Sol has been let in at "printer"
      When Sol reports a success of "printer"
      Then the breaker of "printer" is closed, after 0 failures
      And Ines is let in at "printer"
      And on record Sol has closed the breaker of "printer"

    Example: Only the probe decides
      Given 1.1 seconds have passed
      And Sol has been let in at "printer"
      When Ada reports a success of "printer"
      Then the breaker of "printer" is half open, after 5 failures

  @M06.6
  Rule: The failure of the probe opens it again

    Example: Nobody is let in for another second
      Given 1.1 seconds have passed
      And Sol has been let in at "printer"
      When Sol reports a failure of "printer"
      Then the breaker of "printer" is open, after 6 failures
      And nobody is let in at "printer"
      And on record Sol has opened the breaker of "printer"

  @M06.6
  Rule: A probe that never reports gives up its place after the same time

    Example: Then the next one is let in
      Given 1.1 seconds have passed
      And Sol has been let in at "printer"
      And 1.1 seconds have passed
      When Ines asks to be let in at "printer"
      Then Ines may try

    Example: What it reports later decides nothing
      Given 1.1 seconds have passed
      And Sol has been let in at "printer"
      And 1.1 seconds have passed
      And Ines has been let in at "printer"
      When Sol reports a success of "printer"
      Then the breaker of "printer" is half open, after 5 failures
