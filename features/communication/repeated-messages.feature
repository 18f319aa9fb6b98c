@AR-12 @messages @idempotency
Feature: Repeated messages
  Whoever does not know whether a message has arrived sends it again, and it is read once all the same.
  Seam: person or agent → message and its key → the receiver's inbox.

  @AR-12.1 @backplane
  Rule: A message that is sent again under its key is one message

    Example: The second time nothing new arrives
      Given Uma has sent Ada the message "Pack order 12" under the key "order-12"
      When Uma sends Ada the message "Pack order 12" under the key "order-12"
      Then Uma is shown the same message again
      And the inbox of Ada holds just this
        | from | kind    | words         |
        | Uma  | message | Pack order 12 |

    Example: Both at the same moment are one
      When Uma sends Ada the message "Pack order 12" under the key "order-12", twice at the same moment
      Then Uma is shown the same message twice
      And the inbox of Ada holds just this
        | from | kind    | words         |
        | Uma  | message | Pack order 12 |

    Example: Without a key the same words are another message
      Given Uma has sent Ada the message "Pack order 12"
      When Uma sends Ada the message "Pack order 12"
      Then the inbox of Ada holds just this
        | from | kind    | words         |
        | Uma  | message | Pack order 12 |
        | Uma  | message | Pack order 12 |

    Example: A key stands for its own sender's message alone
      Given Uma has sent Ada the message "Pack order 12" under the key "order-12"
      When Mallory sends Ada the message "Pack order 12" under the key "order-12"
      Then the inbox of Ada holds just this
        | from    | kind    | words         |
        | Uma     | message | Pack order 12 |
        | Mallory | message | Pack order 12 |

  @AR-12.1 @backplane
  Rule: A key stands for one message, for 24 hours

    Scenario Outline: Under the same key no other <what> goes out
      Given Uma has sent Ada the message "Pack order 12" under the key "order-12"
      When Uma sends <receiver> the <kind> "<words>" under the key "order-12"
      Then the request fails because the key was used for another request
      And nothing is in the inbox of Sol
      And 1 message is in the inbox of Ada

      Examples: whatever differs
        | what     | receiver | kind    | words         |
        | words    | Ada      | message | Pack order 13 |
        | kind     | Ada      | command | Pack order 12 |
        | receiver | Sol      | message | Pack order 12 |

    Scenario Outline: <time> after the first, <count> in the inbox
      Given Uma has sent Ada the message "Pack order 12" under the key "order-12"
      And <time> have passed
      When Uma sends Ada the message "Pack order 12" under the key "order-12"
      Then <count> in the inbox of Ada

      Examples: around the 24th hour
        | time          | count          |
        | 86399 seconds | 1 message is   |
        | 86400 seconds | 2 messages are |

    Example: A key is written in signs that can be printed
      When Uma sends Ada the message "Pack order 12" under a key of 256 signs
      Then the request fails because the request is not valid
      And the place named is the key of the request
      And nothing is in the inbox of Ada
