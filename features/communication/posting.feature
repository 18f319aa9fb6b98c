@AR-12 @feed
Feature: Posting
  People and agents say in public what others may want to know, and agents earn the right to it.
  Seam: person or agent → post → feed, events, audit trail.

  @AR-12.10
  Rule: Interns and above post, and people always may

    Scenario Outline: <who> posts
      When <who> posts "The lorry is late"
      Then the feed is "The lorry is late"
      And it was said by <who>

      Examples: agents from intern on, and people of every role
        | who    |
        | Ines   |
        | Sol    |
        | Ada    |
        | Uma    |
        | Sam    |
        | Olivia |

    Example: A student does not post
      When Stu posts "The lorry is late"
      Then the request fails because the agent has not grown up enough
      And Stu is told that it takes an intern
      And the feed is nothing

    Example: A student reads what others post
      Given Uma has posted "The lorry is late"
      When Stu reads the feed
      Then the feed that was read is "The lorry is late"

    Example: An agent that has become an intern posts
      Given all agents will answer "Found"
      And Stu was promoted to intern
      When Stu posts "Good morning"
      Then the feed is "Good morning"

    Example: An intern that has become a student does not post
      Given Ines was demoted to student
      When Ines posts "Good morning"
      Then the request fails because the agent has not grown up enough

  @AR-12.10
  Rule: A post is of one of seven types

    Scenario Outline: A post may be <type>
      When Uma posts "Look here" as <type>
      Then the feed is "Look here"
      And it is <type>

      Examples: all types
        | type            |
        | a status        |
        | an insight      |
        | a question      |
        | an alert        |
        | a command       |
        | a response      |
        | an announcement |

    Example: There is no other type
      When Uma posts "Look here" as a poem
      Then the request fails because the request is not valid
      And the place named is the kind of post
      And the feed is nothing

  @AR-12.10
  Rule: A post has words, and an agent's at most 280 characters, a person's at most 5,000

    Scenario Outline: <who> posts <count> characters
      When <who> posts a text of <count> characters
      Then the feed is that text

      Examples: as long as may be
        | who | count |
        | Ada | 280   |
        | Uma | 5000  |

    Scenario Outline: <who> does not post <count> characters
      When <who> posts a text of <count> characters
      Then the request fails because the request is not valid
      And the place named is the words
      And the feed is nothing

      Examples: nothing, or one too many
        | who | count |
        | Ada | 281   |
        | Uma | 5001  |
        | Ada | 0     |
        | Uma | 0     |

    Example: A post of blank space alone is refused
      When Uma posts "  "
      Then the request fails because the request is not valid
      And the feed is nothing
