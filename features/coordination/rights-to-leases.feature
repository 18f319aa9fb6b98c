@INTG-05 @resources
Feature: Rights to leases
  A lease is renewed and given back by those whom it concerns; to all others it is not theirs.
  Seam: person or agent → lease.

  Background:
    Given Ada holds "printer"
    And 20 seconds have passed

  @INTG-05.19 @backplane
  Rule: Who asked for a lease, its holder itself and supervisors renew it and give it back

    Scenario Outline: <somebody> renews what Uma asked for
      When <somebody> renews the lease of "printer"
      Then the lease of "printer" runs out in 60 seconds

      Examples: whom it concerns
        | somebody |
        | Uma      |
        | Sam      |
        | Olivia   |

    Scenario Outline: <somebody> gives back what Uma asked for
      When <somebody> gives "printer" back
      Then nobody holds "printer"

      Examples: of those whom it concerns
        | somebody |
        | Uma      |
        | Sam      |
        | Olivia   |

    Example: The holder renews it itself
      When Ada renews the lease of "printer" with a token of its own
      Then the lease of "printer" runs out in 60 seconds

    Example: The holder gives it back itself
      When Ada gives "printer" back with a token of its own
      Then nobody holds "printer"

  @INTG-05.19 @backplane
  Rule: For others there is no such lease

    Example: Mallory cannot renew what Uma asked for
      When Mallory renews the lease of "printer"
      Then the request fails because there is no such thing
      And the lease of "printer" runs out in 40 seconds

    Example: Mallory cannot give back what Uma asked for
      When Mallory gives "printer" back
      Then the request fails because there is no such thing
      And "printer" is held by Ada, under number 1

    Example: Another agent cannot renew it
      When Sol renews the lease of "printer" with a token of its own
      Then the request fails because there is no such thing
      And the lease of "printer" runs out in 40 seconds

    Example: Another agent cannot give it back
      When Sol gives "printer" back with a token of its own
      Then the request fails because there is no such thing
      And "printer" is held by Ada, under number 1

    Example: An agent that is paused does not give back anything itself
      Given Ada was paused
      When Ada gives "printer" back with a token of its own
      Then the request fails because the agent is paused
      And "printer" is held by Ada, under number 1

    Example: A resource that nobody ever asked for is not given back
      When Sam gives "scanner" back under number 1
      Then the request fails because there is no such thing
