@AR-12 @events
Feature: Publishing
  Whoever has something to say says it once, on a topic, and everybody who wants to know learns of it.
  Seam: person or agent → event log → event bus → subscribers.

  @AR-12.4 @backplane
  Rule: Every subscriber of a topic is given what is published on it, and no other is

    Example: Two subscribers of a topic are both given the event
      Given Uma and Ada are subscribed to "news"
      When Sam publishes "The office moves" on "news"
      Then Uma and Ada are given "The office moves"

    Example: A subscriber of another topic is given nothing
      Given Uma is subscribed to "news"
      When Sam publishes "Lunch is ready" on "kitchen"
      Then Uma is given nothing

    Example: A topic whose name begins in the same way is another topic
      Given Uma is subscribed to "news"
      When Sam publishes "Only for members" on "news:members"
      Then Uma is given nothing

    Example: Whoever publishes is given it too, if subscribed
      Given Ines is subscribed to "global"
      When Ines publishes "I am back" on "global"
      Then Ines is given "I am back"

    Scenario Outline: <who> is heard by <whom>
      Given <whom> is subscribed to "category:operations"
      When <who> publishes "The lorry is late" on "category:operations"
      Then <whom> is given "The lorry is late"

      Examples: people and agents in every combination
        | who | whom |
        | Uma | Sam  |
        | Uma | Ada  |
        | Ada | Uma  |
        | Ada | Sol  |

  @AR-12.4 @backplane
  Rule: A topic is a name of up to 200 letters, digits, "_", "-", "." and ":"

    Scenario Outline: <topic> is a topic
      Given Uma is subscribed to <topic>
      When Sam publishes "Hello" on <topic>
      Then Uma is given "Hello"

      Examples: each kind of sign
        | topic                   |
        | "global"                |
        | "category:news_2026"    |
        | "Team-1.status:daily"   |

    Example: A name of 200 letters is a topic
      When Sam publishes "Hello" on a topic of 200 letters
      Then it was published

    Example: A name of 201 letters is no topic
      When Sam publishes "Hello" on a topic of 201 letters
      Then the request fails because the request is not valid

    Scenario Outline: <topic> is no topic
      When Sam publishes "Hello" on <topic>
      Then the request fails because the request is not valid

      Examples: what may not stand in a name
        | topic         |
        | ""            |
        | "the news"    |
        | "news/sports" |
        | "naïve"       |
        | "news:*"      |

  @AR-12.4 @backplane
  Rule: An event carries at most 64 kilobytes

    Example: An event of 64 kilobytes is published
      When Sam publishes 64 kilobytes on "news"
      Then it was published

    Example: An event that is one letter longer is refused
      Given Uma is subscribed to "news"
      When Sam publishes 64 kilobytes and a letter on "news"
      Then the request fails because the request is not valid
      And Uma is given nothing
