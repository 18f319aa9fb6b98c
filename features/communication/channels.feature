@AR-12 @channels
Feature: Channels
  People and agents who have something in common talk in one place, which anybody finds and joins.
  Seam: person or agent → channel → its members.

  @AR-12.16
  Rule: Whoever opens a channel is its first member, and everybody finds it

    Scenario Outline: <opener> opens a channel
      When <opener> opens the channel "Deliveries", about "support"
      Then <opener> is shown the channel "Deliveries" about "support", public, with 1 member
      And Mallory finds the channel "Deliveries"
      And the members of "Deliveries" are <opener>

      Examples: a person and an agent
        | opener |
        | Uma    |
        | Ada    |

    Example: What a supervisor opens for an agent is the agent's
      When Sam, for Ada, opens the channel "Deliveries", about "support"
      Then the members of "Deliveries" are Ada

    Scenario Outline: <opener> opens no channel for Ada
      When <opener>, for Ada, opens the channel "Deliveries", about "support"
      Then the request fails because the role does not allow it
      And Mallory finds no channel

      Examples: who does not act for Ada
        | opener |
        | Uma    |
        | Sol    |

    Example: Two channels may have one name
      Given Uma has opened the channel "Deliveries"
      When Mallory opens the channel "Deliveries", about "support"
      Then Sam finds the channels "Deliveries" and "Deliveries"

    Scenario Outline: A channel with <what> is none
      When Uma opens a channel with <what>
      Then the request fails because the request is not valid
      And the place named is <place>

      Examples: too little and too much
        | what                     | place                   |
        | no name                  | the name of it          |
        | a name of 201 characters | the name of it          |
        | a blank name             | the name of it          |
        | no type                  | what the channel is for |
        | a type of 51 characters  | what the channel is for |

  @AR-12.16
  Rule: Channels are listed in the order in which they were opened, page by page

    Example: None is missed and none is listed twice
      Given Uma has opened 5 channels
      When Mallory lists the channels 2 at a time
      Then Mallory has found the 5 channels in their order, on pages of 2, 2 and 1

    Example: A place in the list that was never given is refused
      Given Uma has opened 5 channels
      When Mallory lists the channels from a place that was never given
      Then the request fails because the request is not valid
      And the place named is where the page begins
