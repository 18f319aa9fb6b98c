@M06 @barrier @backplane
Feature: Broken barriers
  When one of those who wait will not go on, the others learn at once that they wait in vain, and because of whom.
  Seam: member that is gone → barrier → all who wait there.
  How long a silence may last by default stands with the silence at barriers.

  @M06.5
  Rule: A member that withdraws breaks it for all, with an error that names it

    Example: Sol withdraws, and nobody passes
      Given Ada, Sol and Ines wait at "harvest", where 4 are awaited
      When Sol withdraws from "harvest"
      Then Ada, Sol and Ines are told that nobody passes because Sol withdrew
      And nobody waits at "harvest"
      And on record Sol has broken "harvest", which Sol withdrew from

    Example: A supervisor withdraws whomever he likes
      Given Ada and Sol wait at "harvest", where 3 are awaited
      When Sam withdraws Ada from "harvest"
      Then Ada and Sol are told that nobody passes because Ada withdrew
      And on record Sam has broken "harvest", which Ada withdrew from

    Example: Nobody else withdraws another's member
      Given Ada and Sol wait at "harvest", where 3 are awaited
      When Mallory withdraws Ada from "harvest"
      Then the request fails because there is no such thing
      And those who wait at "harvest" are Ada and Sol

    Example: Whoever does not wait there cannot withdraw
      Given Ada waits at "harvest", where 3 are awaited
      When Sol withdraws from "harvest"
      Then the request fails because there is no such thing
      And those who wait at "harvest" are Ada

    Example: Members at another platform are told as well
      Given Ada waits at "harvest" at another platform on the same data, where 3 are awaited
      And Sol waits at "harvest", where 3 are awaited
      When Sol withdraws from "harvest"
      Then Ada and Sol are told that nobody passes because Sol withdrew

  @M06.5
  Rule: A member that runs out of time breaks it for all

    Example: Ada waits for 1 second and no longer
      Given Ada waits at "harvest" for 1 second, where 3 are awaited
      And Sol waits at "harvest", where 3 are awaited
      When 1 second passes
      Then Ada and Sol are told that nobody passes because Ada had no time left
      And on record Ada has broken "harvest", where Ada had no time left

  @M06.5
  Rule: A member that falls silent breaks it for all

    Example: Sol's connection is lost and does not come back
      Given members of a barrier are silent after 1 second
      And Ada and Sol wait at "harvest", where 3 are awaited
      And the connection of Sol is lost
      When 2 seconds pass
      Then Ada is told that nobody passes because Sol fell silent
      And on record the platform has broken "harvest", where Sol fell silent

    Example: Whoever waits is not silent, however short the silence that is allowed
      Given members of a barrier are silent after 1 second
      And Ada and Sol wait at "harvest", where 3 are awaited
      When 3 seconds pass
      Then those who wait at "harvest" are Ada and Sol
      And nobody has passed "harvest"

  @M06.5
  Rule: After it broke it can be used again

    Example: All come again and pass
      Given Ada and Sol wait at "harvest", where 3 are awaited
      And Sol has withdrawn from "harvest", as Ada was told
      When Ada, Sol and Ines arrive at "harvest"
      Then Ada, Sol and Ines pass "harvest" in this order, in generation 2
