@INTG-05 @resources
Feature: Renewing and returning
  Whoever needs a resource for longer says so in time, and whoever is done with it gives it back.
  Seam: holder → lease → those who wait.

  @INTG-05.19 @backplane
  Rule: A renewed lease lasts from then on as long as it was given for, under the same number

    Example: Renewed after 50 seconds, it lasts 60 more
      Given Ada holds "printer"
      And Sol waits for it
      And 50 seconds have passed
      When Uma renews the lease of "printer"
      Then "printer" is held by Ada, under number 1
      And the lease of "printer" runs out in 60 seconds

    Example: A renewed lease runs out as well
      Given Ada holds "printer"
      And Sol waits for it
      And 50 seconds have passed
      And Uma has renewed the lease of "printer"
      When 60 seconds pass
      Then "printer" is held by Sol, under number 2

    Example: It can be renewed for another time
      Given Ada holds "printer"
      When Uma renews the lease of "printer" for 10 seconds
      Then the lease of "printer" runs out in 10 seconds

    Example: What was given for 10 seconds is renewed for 10 seconds
      Given Ada holds "printer" for 10 seconds
      And 5 seconds have passed
      When Uma renews the lease of "printer"
      Then the lease of "printer" runs out in 10 seconds

    Example: In its last millisecond it can still be renewed
      Given Ada holds "printer"
      And 59.999 seconds have passed
      When Uma renews the lease of "printer"
      Then the lease of "printer" runs out in 60 seconds

    Example: With the 60th second it cannot be renewed any more
      Given Ada holds "printer"
      And Sol waits for it
      And 60 seconds have passed
      When Uma renews the lease of "printer"
      Then the request fails because the lease is not held any more
      And "printer" is held by Sol, under number 2

    Scenario Outline: The lease of an agent that is <set aside> is not renewed
      Given Ada holds "printer"
      And Ada was <set aside>
      And 20 seconds have passed
      When Uma renews the lease of "printer"
      Then the request fails because the agent is <set aside>
      And the lease of "printer" runs out in 40 seconds

      Examples: ways to be taken out of work
        | set aside |
        | paused    |
        | retired   |

  @INTG-05.19 @backplane
  Rule: A resource that is given back goes to the next at once

    Example: The next holds it under the next number
      Given Ada holds "printer"
      And Sol and Ines wait for it
      When Uma gives "printer" back
      Then "printer" is held by Sol, under number 2
      And Ines waits for "printer"

    Example: Where nobody waits, it is free
      Given Ada holds "printer"
      When Uma gives "printer" back
      Then nobody holds "printer"

    Example: What an agent that is paused holds can be given back for it
      Given Ada holds "printer"
      And Ada was paused
      When Uma gives "printer" back
      Then nobody holds "printer"

    Example: It cannot be given back twice
      Given Ada holds "printer"
      And Sol waits for it
      And Uma has given "printer" back
      When Uma gives "printer" back under number 1
      Then the request fails because the lease is not held any more
      And "printer" is held by Sol, under number 2
