@AR-12 @feed @audit
Feature: Removed posts
  What should not have been said can be taken back, and then it is gone.
  Seam: author or supervisor → removal → feed, topics, store.

  @AR-12.15
  Rule: Author and supervisors may remove a post

    Scenario Outline: <who> removes a post of <author>
      Given <author> has posted "Not so"
      When <who> removes the post "Not so"
      Then the feed is nothing
      And the record says that <who> removed it

      Examples: authors and supervisors
        | author | who    |
        | Uma    | Uma    |
        | Ada    | Ada    |
        | Uma    | Sam    |
        | Ada    | Olivia |

    Scenario Outline: <who> does not remove a post of <author>
      Given <author> has posted "As it is"
      When <who> removes the post "As it is"
      Then the request fails because there is no such thing
      And the feed is "As it is"

      Examples: others
        | author | who     |
        | Uma    | Mallory |
        | Uma    | Ada     |
        | Ada    | Uma     |
        | Ada    | Sol     |

    Example: An agent removes what a supervisor posted for it
      Given Sam has posted "Not so" for Ada
      When Ada removes the post "Not so"
      Then the feed is nothing

    Example: A paused agent removes nothing
      Given Ada has posted "As it is"
      And Ada was paused
      When Ada removes the post "As it is"
      Then the request fails because the agent is paused
      And the feed is "As it is"

    Example: A post is removed once
      Given Uma has posted "Not so"
      And Uma has removed the post "Not so"
      When Uma removes the post "Not so"
      Then the request fails because there is no such thing
      And 1 removal is on record

  @AR-12.15
  Rule: A removed post stops counting at once

    Example: Its topic is gone
      Given Uma has posted "#lunch"
      And Uma has removed the post "#lunch"
      When Mallory looks at the topics
      Then the topics are nothing

    Example: Its author counts no more, but others do
      Given Uma has posted "#lunch"
      And Sam has posted "#lunch is ready"
      And Uma has removed the post "#lunch"
      When Mallory looks at the topics
      Then "lunch" is of 1 author

    Example: What its author used it in before counts again, at its weight
      Given Uma has posted "#lunch"
      And 6 hours have passed
      And Uma has posted "#lunch again"
      And Uma has removed the post "#lunch again"
      When Mallory looks at the topics
      Then "lunch" weighs 0.5
