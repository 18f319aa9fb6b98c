@AR-12 @channels
Feature: Messages in channels
  Members talk, everybody else may listen in public, and all of them read the same in the same order.
  Seam: member → channel → whoever reads it.

  @AR-12.16
  Rule: Only members write in a channel

    Scenario Outline: <member> writes as a member
      Given Uma has opened the channel "Deliveries"
      And <member> has joined "Deliveries"
      When <member> writes "Order 12 has left" in "Deliveries"
      Then in "Deliveries" stands this, as Mallory reads it
        | author   | words             |
        | <member> | Order 12 has left |

      Examples: a person and agents
        | member |
        | Sam    |
        | Ada    |
        | Ines   |

    Scenario Outline: <other> does not write as long as <other> is no member
      Given Uma has opened the channel "Deliveries"
      When <other> writes "Order 12 has left" in "Deliveries"
      Then the request fails because only members may do that
      And nothing stands in "Deliveries"

      Examples: whatever their role
        | other   |
        | Mallory |
        | Olivia  |
        | Ada     |

    Example: Whoever has left writes no more, and what was written stays
      Given Uma has opened the channel "Deliveries"
      And Uma has written "Order 12 has left" in "Deliveries"
      And Uma has left "Deliveries"
      When Uma writes "Order 13 has left" in "Deliveries"
      Then the request fails because only members may do that
      And in "Deliveries" stands this, as Mallory reads it
        | author | words             |
        | Uma    | Order 12 has left |

    Example: A supervisor writes for an agent that is a member
      Given Ada has opened the channel "Deliveries"
      When Sam, for Ada, writes "Order 12 has left" in "Deliveries"
      Then in "Deliveries" stands this, as Mallory reads it
        | author | words             |
        | Ada    | Order 12 has left |

    Example: A supervisor who is a member does not write for an agent that is none
      Given Sam has opened the channel "Deliveries"
      When Sam, for Ada, writes "Order 12 has left" in "Deliveries"
      Then the request fails because only members may do that
      And nothing stands in "Deliveries"

  @AR-12.16
  Rule: A student reads, but neither writes nor opens a channel

    Example: A student reads
      Given Uma has opened the channel "Deliveries"
      And Uma has written "Order 12 has left" in "Deliveries"
      When Stu reads the channel "Deliveries"
      Then Stu has read "Order 12 has left"

    Example: A student does not write, even as a member
      Given Uma has opened the channel "Deliveries"
      And Stu has joined "Deliveries"
      When Stu writes "Order 12 has left" in "Deliveries"
      Then the request fails because the agent has not grown up enough
      And it is told that the agent is student, and that intern is needed
      And nothing stands in "Deliveries"

    Example: A student opens no channel
      When Stu opens the channel "Deliveries", about "support"
      Then the request fails because the agent has not grown up enough
      And Mallory finds no channel
