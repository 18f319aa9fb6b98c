@M06 @barrier @backplane
Feature: Back at a barrier
  A member that loses its connection and comes back in time has lost nothing.
  Seam: member → lost connection → barrier → the same member.

  Background:
    Given members of a barrier are silent after 2 seconds
    And Ada and Sol wait at "harvest", where 3 are awaited
    And the connection of Ada is lost

  @M06.5
  Rule: A member that comes back before its silence has lasted too long keeps its place

    Example: Ada is first, as before
      Given 1 second has passed
      When Ada comes back to "harvest"
      Then those who wait at "harvest" are Ada and Sol
      And nobody has passed "harvest"

    Example: Silence begins anew with each return
      Given 1 second has passed
      And Ada has come back to "harvest", and the connection of Ada is lost again
      When 1 second passes
      Then those who wait at "harvest" are Ada and Sol

    Example: It counts while it is away
      When Ines arrives at "harvest"
      Then Sol passes "harvest" at place 2, in generation 1
      And Ines passes "harvest" at place 3, in generation 1

    Example: Ada comes back at the place where Sol's time is not over, and passes with the others
      Given Ada has come back to "harvest"
      When Ines arrives at "harvest"
      Then Ada, Sol and Ines pass "harvest" in this order, in generation 1

  @M06.5
  Rule: What became of it meanwhile is told to whoever comes back in time, once

    Example: All have passed
      Given Ines has arrived at "harvest"
      When Ada comes back to "harvest"
      Then Ada passes "harvest" at place 1, in generation 1

    Example: Somebody has withdrawn
      Given Sol has withdrawn from "harvest"
      When Ada comes back to "harvest"
      Then Ada is told that nobody passes because Sol withdrew

    Example: The next time it waits for the next generation
      Given Ines has arrived at "harvest"
      And Ada has come back to "harvest", and been told
      When Ada arrives at "harvest"
      Then 1 of them waits at "harvest" for generation 2

    Example: Whoever comes back too late begins the next generation
      Given 2 seconds have passed
      When Ada comes back to "harvest"
      Then Sol is told that nobody passes because Ada fell silent
      And 1 of them waits at "harvest" for generation 2
