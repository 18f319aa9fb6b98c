@AR-12 @messages
Feature: Direct messages
  People and agents write to each other, and whoever is written to knows who wrote what, and reads it once.
  Seam: person or agent → message → the receiver's inbox.

  @AR-12.1 @backplane
  Rule: What one sends is in the receiver's inbox exactly once, with its sender, its kind and its words

    Scenario Outline: <sender> writes to <receiver>
      When <sender> sends <receiver> the question "Where is order 12?"
      Then the inbox of <receiver> holds just this
        | from     | kind     | words              |
        | <sender> | question | Where is order 12? |
      And nothing is in the inbox of <sender>

      Examples: people and agents in every combination
        | sender | receiver |
        | Uma    | Mallory  |
        | Uma    | Ada      |
        | Ada    | Uma      |
        | Ada    | Sol      |

    Scenario Outline: A <kind> arrives as a <kind>
      When Uma sends Ada the <kind> "Order 12 is ready"
      Then the inbox of Ada holds just this
        | from | kind   | words             |
        | Uma  | <kind> | Order 12 is ready |

      Examples: every kind
        | kind     |
        | message  |
        | command  |
        | question |
        | response |

    Example: There is no other kind
      When Uma sends Ada the secret "Order 12 is ready"
      Then the request fails because the request is not valid
      And the place named is the kind of message

    Example: Whoever has sent it is shown it as it will be read
      When Uma sends Ada the command "Pack order 12"
      Then Uma is shown the command "Pack order 12", from Uma to Ada, sent now

  @AR-12.1 @backplane
  Rule: Supervisors write for any agent, agents for themselves, and a user for none

    Example: What Sam writes for Ada comes from Ada
      When Sam, for Ada, sends Uma the response "Order 12 has left"
      Then the inbox of Uma holds just this
        | from | kind     | words             |
        | Ada  | response | Order 12 has left |

    Scenario Outline: <sender> does not write for Ada
      When <sender>, for Ada, sends Mallory the message "Order 12 has left"
      Then the request fails because the role does not allow it
      And nothing is in the inbox of Mallory

      Examples: whoever does not act for Ada
        | sender |
        | Uma    |
        | Sol    |

    Example: Nobody writes for an unknown agent
      When Sam, for an unknown agent, sends Mallory the message "Order 12 has left"
      Then the request fails because there is no such thing

    Scenario Outline: Nobody writes for an agent that is <state>
      Given Ada was <state>
      When Sam, for Ada, sends Mallory the message "Order 12 has left"
      Then the request fails because the agent is <state>
      And nothing is in the inbox of Mallory

      Examples: taken out of work
        | state   |
        | paused  |
        | retired |
