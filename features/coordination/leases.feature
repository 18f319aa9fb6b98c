@INTG-05 @resources
Feature: Leases
  Nobody can keep a resource by forgetting it: it is lent for a time, which whoever still needs it can have renewed.
  Seam: clock → lease → the next holder.

  @INTG-05.19 @backplane
  Rule: A lease lasts 60 seconds, and then the next holds the resource

    Example: In its last millisecond a lease still holds
      Given Ada holds "printer"
      And Sol waits for it
      When 60 seconds minus 1 millisecond pass
      Then "printer" is held by Ada, under number 1
      And Sol waits for "printer"

    Example: With the 60th second it is over, and the next holds it under the next number
      Given Ada holds "printer"
      And Sol and Ines wait for it
      When 60 seconds pass
      Then "printer" is held by Sol, under number 2
      And Ines waits for "printer"

    Example: Where nobody waits, it is free afterwards
      Given Ada holds "printer"
      When 60 seconds pass
      Then nobody holds "printer"
      And nobody waits for "printer"

    Example: The lease of the next begins when it is given, not when it was asked for
      Given Ada holds "printer"
      And Sol waits for it
      When 60 seconds pass
      Then the lease of "printer" runs out in 60 seconds

    Example: The next is given it without anybody looking
      Given the platform makes its rounds
      And Ada holds "printer"
      And Sol waits for it
      When 70 seconds pass
      Then "printer" is held by Sol, under number 2
      And the lease of "printer" runs out in about 50 seconds

    Example: Whoever let it run out and asks again stands last
      Given Ada holds "printer"
      And Sol and Ines wait for it
      And 60 seconds have passed
      When Uma asks for "printer" for Ada
      Then "printer" is held by Sol, under number 2
      And Ines and Ada wait for "printer"

  @INTG-05.19 @backplane
  Rule: Whoever asks may say how long, and an operator how long leases usually last

    Scenario Outline: A lease of <time> lasts <time>
      Given Ada holds "printer" for <time>
      When <time> minus 1 millisecond pass
      Then "printer" is held by Ada, under number 1
      And the lease of "printer" runs out in 1 millisecond

      Examples: the shortest and the longest
        | time     |
        | 1 second |
        | 1 day    |

    Scenario Outline: A lease of <time> is not given
      When Uma asks for "printer" for Ada, for <time>
      Then the request fails because the request is not valid
      And the place named is the time

      Examples: none, and a second too much
        | time          |
        | 0 seconds     |
        | 86401 seconds |

    Example: Each of those who wait has the time that it was asked for
      Given Ada holds "printer"
      And Sol waits for it, for 10 seconds
      When 60 seconds pass
      Then the lease of "printer" runs out in 10 seconds

    Example: The operator lets leases last 5 seconds
      Given leases last 5 seconds
      And Ada holds "printer"
      When 5 seconds pass
      Then nobody holds "printer"
