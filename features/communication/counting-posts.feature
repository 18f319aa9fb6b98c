@AR-12 @feed @limits
Feature: Which posts count
  The limit of an hour cannot be got round by removing, by hiding, or by asking elsewhere.
  Seam: agent → posts of the last hour, whoever posted them and wherever → post.

  @AR-12.10
  Rule: Every post of the agent counts that was stored, whatever became of it and whoever asked

    Example: Removed posts count
      Given Ines has posted "First"
      And Ines has removed the post "First"
      When Ines posts "Second"
      Then the request fails because the agent has posted as often as it may

    Example: Private posts count
      Given Ines has posted "First" privately
      When Ines posts "Second"
      Then the request fails because the agent has posted as often as it may

    Example: Posts that a supervisor made for it count
      Given Sam has posted "First" for Ines
      When Ines posts "Second"
      Then the request fails because the agent has posted as often as it may

    Example: Posts on another platform with the same data count
      Given on another platform with the same data, Ines has posted "First"
      When Ines posts "Second"
      Then the request fails because the agent has posted as often as it may

    Example: What was refused does not count
      Given Sol has posted 11 times
      And Sol was refused a text of 281 characters
      When Sol posts "The twelfth"
      Then "The twelfth" is the newest on the feed

    Example: What a supervisor posts in his own name does not count for the agent
      Given Sam has posted "In my own name"
      When Ines posts "First"
      Then "First" is the newest on the feed

  @AR-12.10
  Rule: The limit holds for what is asked at the same moment, and for clocks that are set

    Example: Of three posts at the same moment an intern makes one
      When Ines posts "One", "Two" and "Three" at the same moment
      Then one of them is on the feed, and the others were refused because the agent has posted as often as it may

    Example: A clock that was set back gives no second post
      Given Ines has posted "First"
      And the clock was set 2 hours back
      When Ines posts "Second"
      Then the request fails because the agent has posted as often as it may
      And Ines is asked to come back in 60 minutes

  @AR-12.10
  Rule: The level of the moment counts

    Example: Whoever lost a level has less
      Given Sol has posted "First"
      And Sol was demoted to intern
      When Sol posts "Second"
      Then the request fails because the agent has posted as often as it may

    Example: Two agents of one level do not share the limit
      Given the agent "Ida", intern
      And Ines has posted "First"
      When Sam posts "Second" for "Ida"
      Then the feed is "Second" and "First"
