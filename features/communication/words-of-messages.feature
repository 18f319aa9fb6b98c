@AR-12 @messages @input
Feature: Words and receivers of messages
  A message says what its sender wrote, letter by letter, to the one it is meant for.
  Seam: person or agent → message → the receiver's inbox.

  @AR-12.1 @backplane
  Rule: The words arrive unchanged, whatever they look like

    Scenario Outline: <what> arrives unchanged
      When Uma sends Ada a message in the form of <what>
      Then the inbox of Ada holds those words, unchanged

      Examples: of text
        | what                                           |
        | words in many scripts                          |
        | words from right to left                       |
        | letters that take no room                      |
        | something that looks like a command to a store |
        | something that looks like a page               |
        | something that looks like a path               |
        | blanks and empty lines                         |
        | a telephone number                             |

  @AR-12.1 @backplane
  Rule: A message has 1 to 10,000 characters, however many of them are pictures

    Scenario Outline: A message of <count> pictures arrives
      When Uma sends Ada a message of <count> pictures
      Then the inbox of Ada holds those words, unchanged

      Examples: the shortest and the longest
        | count |
        | 1     |
        | 10000 |

    Scenario Outline: A message of <count> pictures is none
      When Uma sends Ada a message of <count> pictures
      Then the request fails because the request is not valid
      And the place named is the words
      And nothing is in the inbox of Ada

      Examples: too short and too long
        | count |
        | 0     |
        | 10001 |

  @AR-12.1 @backplane
  Rule: A message goes to exactly one receiver, and to somebody else than its sender

    Scenario Outline: A message to <receivers> goes nowhere
      When Uma sends a message to <receivers>
      Then the request fails because the request is not valid
      And the place named is <place>
      And nothing is in the inbox of Ada
      And nothing is in the inbox of Mallory

      Examples: too few and too many receivers
        | receivers       | place                |
        | nobody          | the agent it is for  |
        | Ada and Mallory | the person it is for |

    Scenario Outline: <sender> does not write to <sender>
      When <sender> sends <sender> the message "Do not forget"
      Then the request fails because nobody sends messages to themselves
      And nothing is in the inbox of <sender>

      Examples: a person and an agent
        | sender |
        | Uma    |
        | Ada    |

    Example: Not even for an agent does a supervisor write to that agent
      When Sam, for Ada, sends Ada the message "Do not forget"
      Then the request fails because nobody sends messages to themselves
