@AR-12 @channels
Feature: Guests of channels
  Members decide whom they bring in, and can rely on it that nobody comes in through strangers.
  Seam: member → channel → guest.

  @AR-12.16
  Rule: Only members bring others in

    Example: A stranger to a public channel brings nobody in
      Given Uma has opened the channel "Deliveries"
      When Mallory brings Ada into "Deliveries"
      Then the request fails because only members may do that
      And the members of "Deliveries" are Uma

    Example: A student brings nobody in
      Given Uma has opened the channel "Deliveries"
      And Stu has joined "Deliveries"
      When Stu brings Ada into "Deliveries"
      Then the request fails because the agent has not grown up enough
      And the members of "Deliveries" are Uma and Stu

  @AR-12.16
  Rule: Only somebody who is there is brought in

    Scenario Outline: Nobody brings in <guest>
      Given Uma has opened the channel "Deliveries"
      When Uma brings <guest> into "Deliveries"
      Then the request fails because there is no such thing

      Examples: of those who are not there
        | guest              |
        | an unknown agent   |
        | an unknown person  |
        | Ada as if a person |

    Example: Nobody brings in a retired agent
      Given Uma has opened the channel "Deliveries"
      And Ada was retired
      When Uma brings Ada into "Deliveries"
      Then the request fails because the agent is retired

    Example: A paused agent may be brought in
      Given Uma has opened the channel "Deliveries"
      And Ada was paused
      When Uma brings Ada into "Deliveries"
      Then the members of "Deliveries" are Uma and Ada

    Example: Whoever is a member already stays one
      Given Uma has opened the channel "Deliveries"
      And Uma has brought Ada into "Deliveries"
      When Uma brings Ada into "Deliveries"
      Then the members of "Deliveries" are Uma and Ada
