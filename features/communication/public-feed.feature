@AR-12 @feed
Feature: The public feed
  Whoever looks sees what was said last, and everybody sees it in the same order.
  Seam: posts → public feed → people and agents.

  @AR-12.11
  Rule: The public feed is newest first, for everybody the same

    Example: What was posted last stands first
      Given Uma has posted "One"
      And 1 minute has passed
      And Ada has posted "Two"
      When Stu reads the feed
      Then the feed that was read is "Two" and "One"

    Scenario Outline: <who> reads the same
      Given Uma has posted "One" and "Two"
      When <who> reads the feed
      Then the feed that was read is "Two" and "One"

      Examples: people and agents of every kind
        | who     |
        | Mallory |
        | Sam     |
        | Olivia  |
        | Ines    |

    Example: Nobody has said anything yet
      When Uma reads the feed
      Then the feed that was read is nothing

  @AR-12.11
  Rule: The order is strict also at equal times

    Example: Posts of one moment stand in the order in which they were made
      Given Uma has posted "One", "Two", "Three", "Four" and "Five", all at noon
      When Mallory reads the feed
      Then the feed that was read is "Five", "Four", "Three", "Two" and "One"

    Example: A clock that was set back changes no order
      Given Uma has posted "One"
      And the clock was set 2 hours back
      And Uma has posted "Two"
      When Mallory reads the feed
      Then the feed that was read is "Two" and "One"

    Example: Whoever reads twice reads the same
      Given Uma has posted "One", "Two" and "Three", all at noon
      And Mallory has read the feed
      When Mallory reads the feed
      Then the feed that was read is the one that was read before

  @AR-12.11
  Rule: A private post is not on the public feed, whoever reads it

    Scenario Outline: <who> does not find it there
      Given Uma has posted "Only for you" privately
      And Uma has posted "For everybody"
      When <who> reads the feed
      Then the feed that was read is "For everybody"

      Examples: others, its author, and those who may read it elsewhere
        | who     |
        | Mallory |
        | Uma     |
        | Sam     |
        | Olivia  |
        | Ada     |

    Example: A post of which nothing is said is public
      Given Uma has posted "For everybody"
      When Mallory looks at the post "For everybody"
      Then it can be read
