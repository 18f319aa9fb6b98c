@AR-12 @feed
Feature: Posts that are gone
  Whoever removes a post can rely on it: nobody reads it any more, not even in the data.
  Seam: removal → readers, store, events.

  @AR-12.15
  Rule: What was removed is gone for everybody

    Scenario Outline: <who> finds it no more
      Given Uma has posted "Not so"
      And Uma has removed the post "Not so"
      When <who> looks at the post "Not so"
      Then the request fails because there is no such thing

      Examples: its author, supervisors, others
        | who     |
        | Uma     |
        | Sam     |
        | Mallory |

    Example: A private post is gone from the private ones
      Given Uma has posted "Not so" privately
      And Uma has removed the post "Not so"
      When Sam reads the private posts
      Then the feed that was read is nothing

    Example: Its words are no longer stored
      Given Uma has posted "Something that nobody should know"
      When Uma removes the post "Something that nobody should know"
      Then the feed is nothing
      And no stored post has the words "Something that nobody should know"

    Example: Those who follow are notified that it is gone
      Given Uma has posted "Not so"
      When Uma removes the post "Not so"
      Then those who follow everything public have been notified of its removal
