@AR-12 @channels
Feature: Order and words in channels
  Everybody reads a channel in the order in which it was written.
  Seam: member → message → channel → whoever reads it, page by page.

  @AR-12.16
  Rule: Messages stand in the order in which they were sent

    Example: No time passes between the messages of a channel
      Given Uma has opened the channel "Deliveries"
      When Uma writes 5 messages in "Deliveries", one after the other
      Then in "Deliveries" stand the 5 messages of Uma in their order, and no others

    Example: Two write by turns
      Given Uma has opened the channel "Deliveries"
      And Ada has joined "Deliveries"
      And Uma has written "Where is order 12?" in "Deliveries"
      And Ada has written "On its way" in "Deliveries"
      When Uma writes "Thank you" in "Deliveries"
      Then in "Deliveries" stands this, as Mallory reads it
        | author | words              |
        | Uma    | Where is order 12? |
        | Ada    | On its way         |
        | Uma    | Thank you          |

    Example: Several write at the same time, each one message after the other
      Given Uma has opened the channel "Deliveries"
      And Mallory, Ada and Sol have joined "Deliveries"
      When Uma, Mallory, Ada and Sol each write 5 messages in "Deliveries" at the same time
      Then in "Deliveries" stand the 5 messages of each of them in their order, and no others
      And Sam reads them in the same order as Stu

    Example: Page by page nothing is read twice and nothing is missed, while more is written
      Given Uma has opened the channel "Deliveries"
      And Uma has written 4 messages in "Deliveries", one after the other
      When Mallory reads the channel "Deliveries" 2 at a time, and Uma writes one more in between
      Then Mallory has read the 5 messages of Uma in their order, on pages of 2, 2 and 1

    Example: Whoever knows a message of a channel reads on after it
      Given Uma has opened the channel "Deliveries"
      And Uma has written 4 messages in "Deliveries", one after the other
      When Mallory reads the channel "Deliveries" on after the second message
      Then Mallory has read the third and the fourth message of Uma, and no others

    Example: Nobody reads on after a message of another channel
      Given Uma has opened the channel "Returns"
      And Uma has written "Order 11 is back" in "Returns"
      And Uma has opened the channel "Deliveries"
      When Mallory reads the channel "Deliveries" on after the message in "Returns"
      Then the request fails because the request is not valid
      And the place named is what comes before

  @AR-12.16
  Rule: A message of a channel has 1 to 10,000 characters

    Scenario Outline: <count> characters are a message
      Given Uma has opened the channel "Deliveries"
      When Uma writes a message of <count> pictures in "Deliveries"
      Then 1 message stands in "Deliveries"

      Examples: the shortest and the longest
        | count |
        | 1     |
        | 10000 |

    Scenario Outline: <count> characters are none
      Given Uma has opened the channel "Deliveries"
      When Uma writes a message of <count> pictures in "Deliveries"
      Then the request fails because the request is not valid
      And the place named is the words
      And nothing stands in "Deliveries"

      Examples: too short and too long
        | count |
        | 0     |
        | 10001 |

  @AR-12.16
  Rule: The record says who did what in which channel, and not what was said

    Example: The fingerprint stands in place of the words
      Given Ada has opened the channel "Deliveries"
      When Sam, for Ada, writes "Order 12 has left" in "Deliveries"
      Then the record says once that Sam wrote in "Deliveries" for Ada, with the fingerprint of "Order 12 has left"
