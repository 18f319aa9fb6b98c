@AR-12 @messages
Feature: Blocking senders
  Whoever does not want to hear of somebody does not, and others are heard as before.
  Seam: sender → message → the receiver's blocks → the receiver's inbox.

  @AR-12.3
  Rule: A blocked sender is refused, and nothing is delivered

    Scenario Outline: <sender> cannot write to <receiver>, who has blocked <sender>
      Given <receiver> has blocked <sender>
      When <sender> sends <receiver> the message "Buy now"
      Then the request fails because the receiver takes nothing from the sender
      And nothing is in the inbox of <receiver>

      Examples: people and agents in every combination, and a supervisor
        | receiver | sender  |
        | Uma      | Mallory |
        | Uma      | Ada     |
        | Ada      | Mallory |
        | Ada      | Sol     |
        | Uma      | Sam     |

    Example: A blocked agent is refused also if a supervisor writes for it
      Given Uma has blocked Ada
      When Sam, for Ada, sends Uma the message "Buy now"
      Then the request fails because the receiver takes nothing from the sender
      And nothing is in the inbox of Uma

  @AR-12.3
  Rule: A block is between one receiver and one sender

    Scenario Outline: <sender> writes to <receiver> although Uma has blocked Mallory
      Given Uma has blocked Mallory
      When <sender> sends <receiver> the message "Good morning"
      Then 1 message is in the inbox of <receiver>

      Examples: another receiver, another sender, the other way round
        | sender  | receiver |
        | Mallory | Sam      |
        | Sam     | Uma      |
        | Uma     | Mallory  |

  @AR-12.3
  Rule: What is sent after a block was lifted arrives, and what was refused does not come back

    Example: Uma hears Mallory again, from now on
      Given Uma has blocked Mallory
      And Mallory was refused to send Uma the message "Buy now"
      And Uma has lifted the block of Mallory
      When Mallory sends Uma the message "Sorry"
      Then the inbox of Uma holds just this
        | from    | kind    | words |
        | Mallory | message | Sorry |

    Example: Blocking twice is lifted once
      Given Uma has blocked Mallory
      And Uma has blocked Mallory
      And Uma has lifted the block of Mallory
      When Mallory sends Uma the message "Sorry"
      Then 1 message is in the inbox of Uma
      And on record Mallory was blocked once and unblocked once, by Uma

    Example: To lift what was never blocked changes nothing
      When Uma lifts the block of Mallory
      Then the block of Mallory is lifted
      And on record nobody was blocked or unblocked
