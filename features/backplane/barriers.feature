@M06 @barrier @backplane
Feature: Barriers
  Agents that can go on only together wait for each other, and none of them starts alone.
  Seam: agents → barrier → all of them at once.
  What breaks a barrier, and what may be asked of one, have features of their own.

  @M06.5
  Rule: Nobody passes before as many have arrived as were named

    Example: Two of three wait
      When Ada and Sol arrive at "harvest", where 3 are awaited
      Then those who wait at "harvest" are Ada and Sol
      And nobody has passed "harvest"

    Example: Time alone lets nobody pass
      Given Ada and Sol wait at "harvest", where 3 are awaited
      When 2 seconds pass
      Then those who wait at "harvest" are Ada and Sol
      And nobody has passed "harvest"

    Example: Somebody who arrives twice counts once
      Given Ada waits at "harvest", where 2 are awaited
      When Ada arrives at "harvest" again
      Then those who wait at "harvest" are Ada
      And nobody has passed "harvest"

    Example: Two barriers have nothing to do with each other
      Given Ada waits at "harvest", where 2 are awaited
      When Sol arrives at "sowing", where 2 are awaited
      Then those who wait at "harvest" are Ada
      And those who wait at "sowing" are Sol

  @M06.5
  Rule: When the last one arrives exactly so many pass, once, and each is told its generation and its place

    Example: The third lets all three pass
      Given Ada and Sol wait at "harvest", where 3 are awaited
      When Ines arrives at "harvest"
      Then Ada, Sol and Ines pass "harvest" in this order, in generation 1
      And nobody waits at "harvest"

    Example: The one too many at the same moment begins the next generation
      When 4 members arrive at "harvest" at the same moment, where 3 are awaited
      Then 3 of them pass "harvest" in generation 1, at places 1 to 3
      And 1 of them waits at "harvest" for generation 2

    Example: Of 25 at the same moment ten pass, then ten, and five wait
      When 25 members arrive at "harvest" at the same moment, where 10 are awaited
      Then 10 of them pass "harvest" in generation 1, at places 1 to 10
      And 10 of them pass "harvest" in generation 2, at places 1 to 10
      And 5 of them wait at "harvest" for generation 3

    Example: Whoever arrived twice passes once
      Given Ada waits at "harvest", where 2 are awaited
      And Ada has arrived at "harvest" again
      When Sol arrives at "harvest"
      Then Ada and Sol pass "harvest" in this order, in generation 1
      And nobody waits at "harvest"

  @M06.5
  Rule: A barrier can be used again

    Example: The same members meet a second time
      Given Ada and Sol have passed "harvest", where 2 are awaited
      When Sol and Ada arrive at "harvest"
      Then Sol and Ada pass "harvest" in this order, in generation 2

    Example: Whoever is back before the others waits for them again
      Given Ada and Sol have passed "harvest", where 2 are awaited
      When Ada arrives at "harvest"
      Then those who wait at "harvest" are Ada
      And 1 of them waits at "harvest" for generation 2

    Example: The next generation may be of another size
      Given Ada and Sol have passed "harvest", where 2 are awaited
      When Ada, Sol and Ines arrive at "harvest", where 3 are awaited
      Then Ada, Sol and Ines pass "harvest" in this order, in generation 2

  @M06.5
  Rule: Members may wait at different platforms on the same data

    Example: One who waits there and one who arrives here pass together
      Given Ada waits at "harvest" at another platform on the same data, where 2 are awaited
      When Sol arrives at "harvest"
      Then Ada and Sol pass "harvest" in this order, in generation 1
