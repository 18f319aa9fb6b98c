@AR-12 @messages @access
Feature: Who blocks senders
  Whom a receiver hears is the receiver's choice, or that of those who act for it.
  Seam: person or agent → block → the receiver's inbox.

  @AR-12.3
  Rule: An agent's blocks are set by the agent and by supervisors

    Scenario Outline: <somebody> blocks Mallory for Ada
      Given <somebody> has blocked Mallory for Ada
      When Mallory sends Ada the message "Buy now"
      Then the request fails because the receiver takes nothing from the sender
      And nothing is in the inbox of Ada

      Examples: who may
        | somebody |
        | Ada      |
        | Sam      |
        | Olivia   |

    Scenario Outline: <somebody> does not block Mallory for Ada
      When <somebody> blocks Mallory for Ada
      Then the request fails because the role does not allow it

      Examples: who may not
        | somebody |
        | Uma      |
        | Sol      |

    Scenario Outline: <somebody> does not lift a block of Ada
      Given Ada has blocked Mallory
      When <somebody> lifts the block of Mallory for Ada
      Then the request fails because the role does not allow it

      Examples: who may not
        | somebody |
        | Mallory  |
        | Sol      |

    Example: Nothing is blocked for an agent that is paused
      Given Ada was paused
      When Sam blocks Mallory for Ada
      Then the request fails because the agent is paused

  @AR-12.3
  Rule: Only somebody else who exists is blocked

    Example: Nobody blocks a stranger
      When Uma blocks somebody unknown
      Then the request fails because there is no such thing

    Example: Nothing is blocked for an unknown agent
      When Sam blocks Mallory for an unknown agent
      Then the request fails because there is no such thing

    Scenario Outline: <who> does not block <who>
      When <who> blocks <who>
      Then the request fails because the request is not valid
      And the place named is the sender
      And on record nobody was blocked or unblocked

      Examples: a person and an agent
        | who |
        | Uma |
        | Ada |
