@INTG-04 @idempotency
Feature: Life of a key
  A key protects a request for a day; after that it may be used for something else.
  Seam: person → outbox → Slack.

  @INTG-04.20
  Rule: A key lives for 24 hours

    Example: A second before its 24 hours are over, a key still stands for its request
      Given Uma sent "Hello" through Slack under the key "greeting-1"
      And 24 hours minus 1 second pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the answer is the same as before
      And "Hello" arrived once at Slack

    Example: A second before its 24 hours are over, a key cannot be used for other words
      Given Uma sent "Hello" through Slack under the key "greeting-1"
      And 24 hours minus 1 second pass
      When Uma sends "Goodbye" through Slack under the key "greeting-1"
      Then the request fails because the key was used for another request
      And "Goodbye" never arrived at Slack

    Example: After 24 hours the same request is sent anew
      Given Uma sent "Hello" through Slack under the key "greeting-1"
      And 24 hours pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And "Hello" arrived twice at Slack

    Example: After 24 hours a key may be used for other words
      Given Uma sent "Hello" through Slack under the key "greeting-1"
      And 24 hours pass
      When Uma sends "Goodbye" through Slack under the key "greeting-1"
      Then "Goodbye" is confirmed by Slack

  @INTG-04.20
  Rule: A clock that is set by an hour or back by a day frees no key

    Example: An hour ahead, a key still stands for its request
      Given Uma sent "Hello" through Slack under the key "greeting-1"
      And the clock is set 1 hour ahead
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the answer is the same as before
      And "Hello" arrived once at Slack

    Example: A day ahead, a key still stands for a request that is on its way
      Given Slack takes 5 seconds to answer
      And Uma's "Hello" through Slack under the key "greeting-1" is still on its way
      And the clock is set 1 day ahead
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the request fails because the first request is still running
      And what was on its way is confirmed by Slack as "Hello"

    Example: A day back, a key still stands for its request
      Given Uma sent "Hello" through Slack under the key "greeting-1"
      And the clock is set 1 day back
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the answer is the same as before
      And "Hello" arrived once at Slack

  @INTG-04.20
  Rule: A key stands for its request for as long as nobody knows what became of it

    Example: After 24 hours in doubt, other words are still refused
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And 24 hours pass
      When Uma sends "Goodbye" through Slack under the key "greeting-1"
      Then the request fails because the key was used for another request
      And "Goodbye" never arrived at Slack
