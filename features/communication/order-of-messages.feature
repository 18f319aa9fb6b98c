@AR-12 @messages
Feature: Order of messages
  An inbox reads as its messages were sent, as a whole or page by page.
  Seam: person or agent → messages → the receiver's inbox, page by page.

  @AR-12.1 @backplane
  Rule: What one sender sends is read in the order in which it was sent

    Example: No time passes between the messages
      When Uma sends Ada 5 messages, one after the other
      Then in the inbox of Ada stand the 5 messages of Uma in their order, and no others

    Example: The clock is set back in between
      Given Uma has sent Ada 2 messages, one after the other
      And the clock was set 1 hour back
      When Uma sends Ada 2 messages, one after the other
      Then in the inbox of Ada stand the 4 messages of Uma in their order, and no others

    Example: Several send at the same time, each one message after the other
      When Uma, Mallory, Sol and Ines each send Ada 10 messages at the same time
      Then in the inbox of Ada stand the 10 messages of each of them in their order, and no others

    Example: One sender writes to two by turns
      When Uma sends Ada and Sol 3 messages each, by turns
      Then in the inbox of Ada stand 3 messages of Uma in their order, and no others
      And in the inbox of Sol stand 3 messages of Uma in their order, and no others

  @AR-12.1 @backplane
  Rule: Page by page no message is read twice and none is missed

    Example: A message arrives while the inbox is read
      Given Uma has sent Ada 4 messages, one after the other
      When Ada reads its inbox 2 at a time, and Uma sends one more in between
      Then it has read the 5 messages of Uma in their order, on pages of 2, 2 and 1

    Example: Whoever knows a message reads on after it
      Given Uma has sent Ada 4 messages, one after the other
      When Ada reads on after the second message
      Then it reads the third and the fourth message, and no others

    Example: After the last one there is nothing yet
      Given Uma has sent Ada 4 messages, one after the other
      When Ada reads on after the fourth message
      Then it reads nothing

    Scenario Outline: Nobody reads on after <what>
      Given Uma has sent Ada 4 messages, one after the other
      And Uma has sent Sol the message "Hello"
      When Ada reads on after <what>
      Then the request fails because the request is not valid
      And the place named is <place>

      Examples: what is no place in the inbox of Ada
        | what                  | place                 |
        | a message to Sol      | what comes before     |
        | an unknown message    | what comes before     |
        | a page that never was | where the page begins |

    Example: A page has 100 messages and no more
      When Ada reads its inbox 101 at a time
      Then the request fails because the request is not valid
      And the place named is how many at most
