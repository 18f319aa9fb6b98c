@M06 @barrier @backplane
Feature: Arriving at barriers
  Whoever comes to a barrier agrees with the others on what they wait for, and everybody can see who is still missing.
  Seam: people and agents → barrier → those who wait.

  @M06.5
  Rule: While others wait, nobody may wait for another number

    Example: The third arrives for a barrier of four
      Given Ada and Sol wait at "harvest", where 3 are awaited
      When Ines arrives at "harvest", where 4 are awaited
      Then the request fails because others wait for another number
      And the place named is how many are awaited
      And those who wait at "harvest" are Ada and Sol

  @M06.5
  Rule: Nobody takes the name of a member who waits

    Example: Mallory arrives as Ada
      Given Ada waits at "harvest", where 2 are awaited
      When Mallory arrives at "harvest" as "Ada"
      Then the request fails because the present state does not allow it
      And the place named is the member
      And those who wait at "harvest" are Ada

    Example: Whoever gives no name is a member under the own one
      When Ada arrives at "harvest" without a name, where 2 are awaited
      Then Ada waits at "harvest" under the own name

  @M06.5
  Rule: Everybody sees how many are awaited and who waits, in the order of arrival

    Example: Mallory sees who waits for how many
      Given Sol and Ada wait at "harvest", where 3 are awaited
      When Mallory looks who waits at "harvest"
      Then it is told that Sol and Ada wait in generation 1, where 3 are awaited

    Example: Nobody ever came to it
      When Mallory looks who waits at "harvest"
      Then the request fails because there is no such thing

  @M06.5
  Rule: Agents arrive by themselves, and supervisors let any active agent arrive

    Example: Sam lets Ada arrive, who waits for Sol
      Given Sol waits at "harvest", where 2 are awaited
      When Sam lets Ada arrive at "harvest"
      Then Sol and Ada pass "harvest" in this order, in generation 1

    Example: A user lets no agent arrive
      Given Sol waits at "harvest", where 2 are awaited
      When Mallory lets Ada arrive at "harvest"
      Then the request fails because the role does not allow it
      And those who wait at "harvest" are Sol

    Example: A paused agent arrives nowhere
      Given Sol waits at "harvest", where 2 are awaited
      And Ada was paused
      When Sam lets Ada arrive at "harvest"
      Then the request fails because the agent is paused
      And those who wait at "harvest" are Sol

  @M06.5
  Rule: From 2 to 1,000 members are awaited, for up to 5 minutes, at a barrier with a plain name

    Scenario Outline: <number> is no number of members
      When Uma arrives at "harvest", where <number> are awaited
      Then the request fails because the request is not valid
      And the place named is how many are awaited

      Examples: too few and too many
        | number |
        | 1      |
        | 1001   |

    Example: A thousand may be awaited
      When Uma arrives at "harvest", where 1000 are awaited
      Then those who wait at "harvest" are Uma

    Scenario Outline: To arrive <how> is not possible
      When Uma arrives <how>
      Then the request fails because the request is not valid
      And the place named is <place>

      Examples: time, member and barrier
        | how                                         | place             |
        | at "harvest" for 300.001 seconds            | how long it waits |
        | at "harvest" for 0 seconds                  | how long it waits |
        | at "harvest" under a name of 101 characters | the member        |
        | at a barrier with a name of 101 characters  | the name of it    |
        | at a barrier with a name of 501 characters  | the way to it     |
        | at a barrier with a name of two words       | the name of it    |
