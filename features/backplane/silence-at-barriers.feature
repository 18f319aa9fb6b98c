@M06 @barrier
Feature: Silence at barriers
  A member that is gone holds nobody up for longer than 15 seconds, and nobody is taken for gone who is there.
  Seam: member, its connection and its platform → barrier → all who wait there.

  @M06.5
  Rule: A member that was not heard for 15 seconds breaks it for all

    Example: Its connection was lost 15 seconds ago
      Given Ada and Sol wait at "harvest", where 3 are awaited
      And the connection of Sol is lost
      When 15 seconds pass
      Then Ada is told that nobody passes because Sol fell silent

    Example: A millisecond earlier the others still wait
      Given Ada and Sol wait at "harvest", where 3 are awaited
      And the connection of Sol is lost
      When 15 seconds minus 1 millisecond pass
      Then those who wait at "harvest" are Ada and Sol
      And nobody has passed "harvest"

    Example: Whoever comes back a millisecond earlier keeps its place
      Given Ada and Sol wait at "harvest", where 3 are awaited
      And the connection of Ada is lost
      And 14.999 seconds have passed
      When Ada comes back to "harvest"
      Then those who wait at "harvest" are Ada and Sol

    Example: Its platform no longer says that it is there
      Given Sol waits at "harvest" at a platform on the same data that falls silent, where 3 are awaited
      And Ada waits at "harvest", where 3 are awaited
      When 15 seconds pass
      Then Ada is told that nobody passes because Sol fell silent

    Example: Although nobody looks, it is broken
      Given Sol waits at "harvest" at a platform on the same data that falls silent, where 3 are awaited
      And the platform makes its rounds
      When 16 seconds pass
      Then on record the platform has broken "harvest", where Sol fell silent

  @M06.5
  Rule: Whoever waits is heard for as long as it waits

    Example: Two wait for over a minute and a half
      Given Ada and Sol wait at "harvest", where 3 are awaited
      When 100 seconds pass
      Then those who wait at "harvest" are Ada and Sol
      And nobody has passed "harvest"

    Example: A member at another platform is heard from there
      Given Sol waits at "harvest" at another platform on the same data, where 3 are awaited
      And Ada waits at "harvest", where 3 are awaited
      When 100 seconds pass
      Then those who wait at "harvest" are Sol and Ada
      And nobody has passed "harvest"

    Example: A clock that is set an hour ahead makes nobody silent
      Given Ada and Sol wait at "harvest", where 3 are awaited
      And the clock was set 1 hour ahead
      When 60 seconds pass
      Then those who wait at "harvest" are Ada and Sol
      And nobody has passed "harvest"

  @M06.5
  Rule: A platform that is killed takes its members with it, and no others

    Example: Sol waited at a platform that was killed
      Given two platforms run in processes of their own on the same data, and take whoever is not heard for 1 second for silent
      And Ada waits at "harvest" at the first, and Sol at the second, where 3 are awaited
      When the second platform is killed
      Then Ada is told that nobody passes because Sol fell silent
