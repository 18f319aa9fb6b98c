@AR-12 @feed
Feature: Private posts
  What is meant for supervisors stays between its author and them.
  Seam: private post → its author, supervisors.

  @AR-12.11
  Rule: A private post is for its author, whoever posted it, and supervisors

    Scenario Outline: <who> reads a private post of <author>
      Given <author> has posted "Between us" privately
      When <who> looks at the post "Between us"
      Then it can be read

      Examples: authors and supervisors
        | author | who    |
        | Uma    | Uma    |
        | Uma    | Sam    |
        | Uma    | Olivia |
        | Ada    | Ada    |
        | Ada    | Sam    |

    Scenario Outline: For <who> there is no private post of <author>
      Given <author> has posted "Between us" privately
      When <who> looks at the post "Between us"
      Then the request fails because there is no such thing

      Examples: everybody else
        | author | who     |
        | Uma    | Mallory |
        | Uma    | Ada     |
        | Ada    | Uma     |
        | Ada    | Sol     |
        | Sam    | Uma     |

    Example: Both read what a supervisor posted for an agent
      Given Sam has posted "Between us" privately for Ada
      When Ada looks at the post "Between us"
      Then it can be read

    Example: Whoever posted it reads it, also when no longer a supervisor
      Given Sam has posted "Between us" privately for Ada
      And Sam is a supervisor no more
      When Sam looks at the post "Between us"
      Then it can be read

  @AR-12.11
  Rule: Private posts can be listed by those who may read them

    Scenario Outline: <who> finds <what> among the private posts
      Given Uma has posted "Of Uma" privately
      And Ada has posted "Of Ada" privately
      And Uma has posted "For everybody"
      When <who> reads the private posts
      Then the feed that was read is <what>

      Examples: own ones, and all for supervisors
        | who     | what                 |
        | Uma     | "Of Uma"             |
        | Ada     | "Of Ada"             |
        | Mallory | nothing              |
        | Sam     | "Of Ada" and "Of Uma"|

  @AR-12.11
  Rule: Whoever follows is notified of what is posted in public, and nobody of what is private

    Example: Followers are notified of a public post once, without its words
      When Uma posts "For everybody"
      Then those who follow everything public have been notified of 1 post, by Uma, and not of its words

    Example: Nobody is notified of a private post
      When Uma posts "Between us" privately
      Then nobody has been notified of a post

    Example: Nobody is notified of what was refused
      When Stu posts "For everybody"
      Then the request fails because the agent has not grown up enough
      And nobody has been notified of a post
