@AR-12 @messages @access
Feature: Private messages
  What two say to each other is theirs: nobody else reads it, whatever their role and wherever they look.
  Seam: message → its two sides, and everybody else.

  @AR-12.2
  Rule: Nobody reads the inbox of another

    Scenario Outline: <reader> does not read the inbox of Ada
      Given Uma has sent Ada the message "The code is Sesame"
      When <reader> reads the inbox of Ada
      Then the request fails because there is no such thing

      Examples: those who act for agents, those who do not, and another agent
        | reader  |
        | Olivia  |
        | Sam     |
        | Uma     |
        | Mallory |
        | Sol     |

    Scenario Outline: <reader> does not read the inbox of Uma
      Given Ada has sent Uma the message "The code is Sesame"
      When <reader> reads the inbox of Uma
      Then the request fails because there is no such thing

      Examples: people and agents
        | reader |
        | Olivia |
        | Sam    |
        | Ada    |

    Example: An agent has no inbox of a person
      Given Sam has sent Ada the message "The code is Sesame"
      When Ada reads its inbox as a person would
      Then the request fails because the role does not allow it

    Example: Everybody reads their own inbox and nothing else there
      Given Uma has sent Mallory the message "The code is Sesame"
      And Mallory has sent Sam the message "What a day"
      When Sam sends Uma the question "Is it late?"
      Then the inbox of Mallory holds just this
        | from | kind    | words            |
        | Uma  | message | The code is Sesame |
      And the inbox of Sam holds just this
        | from    | kind    | words      |
        | Mallory | message | What a day |

  @AR-12.2
  Rule: What was said stands nowhere else that anybody looks

    Scenario Outline: <reader> finds it nowhere
      Given Uma has sent Mallory the message "The code is Sesame"
      And Uma has sent Ada the message "The code is Sesame"
      When <reader> reads everything that the platform offers to read
      Then "Sesame" stands nowhere in it

      Examples: those who may read the most, others, and another agent
        | reader |
        | Olivia |
        | Sam    |
        | Sol    |

    Example: A message is told under no topic
      When Uma sends Ada the message "The code is Sesame"
      Then nothing was told under any topic

    Example: The log does not repeat what was said
      When Uma sends Ada the message "The code is Sesame"
      Then "Sesame" stands nowhere in the log

    Example: The audit trail has the fingerprint in place of the words
      When Sam, for Ada, sends Uma the message "The code is Sesame"
      Then the record says once that Sam sent a message from Ada to Uma, with the fingerprint of "The code is Sesame"
