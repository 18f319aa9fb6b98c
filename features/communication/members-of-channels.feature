@AR-12 @channels
Feature: Members of channels
  Everybody comes to a public channel and goes as they like.
  Seam: person or agent → channel → its members.

  @AR-12.16
  Rule: Whoever joins is a member until they leave

    Scenario Outline: <newcomer> joins
      Given Uma has opened the channel "Deliveries"
      When <newcomer> joins "Deliveries"
      Then the members of "Deliveries" are Uma and <newcomer>

      Examples: a person, an agent and a student
        | newcomer |
        | Mallory  |
        | Ada      |
        | Stu      |

    Example: A supervisor brings an agent along
      Given Uma has opened the channel "Deliveries"
      When Sam, for Ada, joins "Deliveries"
      Then the members of "Deliveries" are Uma and Ada

    Example: Whoever joins twice is one member
      Given Uma has opened the channel "Deliveries"
      And Mallory has joined "Deliveries"
      When Mallory joins "Deliveries"
      Then the members of "Deliveries" are Uma and Mallory
      And on record Mallory has joined "Deliveries" once

    Example: Whoever leaves is a member no more
      Given Uma has opened the channel "Deliveries"
      And Mallory has joined "Deliveries"
      When Uma leaves "Deliveries"
      Then the members of "Deliveries" are Mallory

    Example: Whoever is no member leaves nothing
      Given Uma has opened the channel "Deliveries"
      When Mallory leaves "Deliveries"
      Then the members of "Deliveries" are Uma
      And on record nobody has left "Deliveries"

    Example: A public channel without members is joined again
      Given Uma has opened the channel "Deliveries"
      And Uma has left "Deliveries"
      When Mallory joins "Deliveries"
      Then the members of "Deliveries" are Mallory

  @AR-12.16
  Rule: Nobody joins for others without acting for them, and nobody joins what is not there

    Scenario Outline: <somebody> does not join for Ada
      Given Sam has opened the channel "Deliveries"
      When <somebody>, for Ada, joins "Deliveries"
      Then the request fails because the role does not allow it
      And the members of "Deliveries" are Sam

      Examples: who does not act for Ada
        | somebody |
        | Uma      |
        | Sol      |

    Scenario Outline: An agent that is <state> does not join
      Given Uma has opened the channel "Deliveries"
      And Ada was <state>
      When Sam, for Ada, joins "Deliveries"
      Then the request fails because the agent is <state>
      And the members of "Deliveries" are Uma

      Examples: taken out of work
        | state   |
        | paused  |
        | retired |

    Example: Nobody joins an unknown channel
      When Uma joins an unknown channel
      Then the request fails because there is no such thing

    Example: A person who was removed is a member no more
      Given Olivia has invited "Nina" as a user
      And "Nina" has opened the channel "Deliveries"
      And Mallory has joined "Deliveries"
      When Olivia removes "Nina"
      Then the members of "Deliveries" are Mallory
