@INTG-04 @idempotency
Feature: Sends of another platform
  What a platform was sending when it fell silent is looked for by the others; what it is still sending is left to it.
  Seam: platform → store → send of another platform on the same store.

  @INTG-04.20
  Rule: A send belongs to the platform that sends it, until that platform is known to be gone

    Background:
      Given Slack takes the next send but never answers

    Example: After 15 seconds of silence it is looked for, and confirmed
      Given another platform on the same data sends Uma's "Hello" through Slack under the key "greeting-1", and falls silent
      And the platform makes its rounds
      And 15 seconds pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And "Hello" arrived once at Slack

    Example: A millisecond earlier it is still being sent
      Given another platform on the same data sends Uma's "Hello" through Slack under the key "greeting-1", and falls silent
      And the platform makes its rounds
      And 15 seconds minus 1 millisecond pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the request fails because the first request is still running
      And Slack was contacted once

    Example: A platform that gives signs of life keeps what it sends
      Given another platform on the same data sends Uma's "Hello" through Slack under the key "greeting-1", and lives on
      And the platform makes its rounds
      And 29 seconds pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the request fails because the first request is still running
      And Slack was contacted once

  @INTG-04.20
  Rule: What a platform hears of its send counts, although it was taken for gone

    Example: What Slack confirms to it after all is confirmed
      Given Slack takes 20 seconds to answer
      And Slack cannot be searched
      And another platform on the same data sends Uma's "Hello" through Slack under the key "greeting-1", and falls silent
      And the platform makes its rounds
      And 20 seconds pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack

  @INTG-04.20
  Rule: What another platform lost is sent again only when it can no longer arrive

    Background:
      Given Slack loses the next send and cuts the connection
      And on another platform with the same data, Uma has sent "Hello" through Slack under the key "greeting-1"

    Example: After 29 seconds it could still be on its way
      Given 29 seconds have passed
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the outcome is unknown
      And "Hello" never arrived at Slack

    Example: After 30 seconds it is sent again
      Given 30 seconds have passed
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And "Hello" arrived once at Slack
