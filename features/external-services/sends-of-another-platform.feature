@INTG-04 @idempotency
Feature: Sends of another platform
  What a platform was sending when it fell silent is looked for by the others; what it is still sending is left to it.
  Seam: platform → store → send of another platform on the same store.

  Background:
    Given Slack takes the next send but never answers

  @INTG-04.20
  Rule: A send belongs to the platform that sends it, until that platform is known to be gone

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
