@INTG-04 @slack @idempotency @approval
Feature: Keys of what is sent for agents
  A key keeps a message from going out twice; it opens no way past what an agent may do.
  Seam: supervisor → key → governance → outbox → Slack.
  What a key does for messages of one's own is told in "Sending once".

  @INTG-04.18
  Rule: A key never leads round governance

    Example: A key of one's own message does not stand for an agent's
      Given Sam sent "Release 2.1 is out" through Slack under the key "release-1"
      When Sam sends "Release 2.1 is out" through Slack for Ada under the key "release-1"
      Then the request fails because the key was used for another request
      And "Release 2.1 is out" arrived once at Slack

    Example: A key of one agent's message does not stand for another's
      Given Sam sent "Release 2.1 is out" through Slack for Ada under the key "release-1"
      And Olivia has created the agent "Bo", autonomous and without instructions
      When Sam sends "Release 2.1 is out" through Slack for "Bo" under the key "release-1"
      Then the request fails because the key was used for another request
      And "Release 2.1 is out" arrived once at Slack

    Example: A message that failed is not tried again for an agent that was paused since
      Given Slack says "is_archived"
      And Sam sent "Release 2.1 is out" through Slack for Ada under the key "release-1", in vain
      And Ada was paused
      When Sam sends "Release 2.1 is out" through Slack for Ada under the key "release-1"
      Then the request fails because the agent is paused
      And Slack was contacted once

    Example: After an approval the same key asks for nothing new
      Given Sam sent "Release 2.1 is out" through Slack for Sol under the key "release-1"
      And Olivia has approved it
      When Sam sends "Release 2.1 is out" through Slack for Sol under the key "release-1"
      Then no proposal waits
      And "Release 2.1 is out" arrived once at Slack before long

    Example: After a rejection the same key asks anew
      Given Sam sent "Release 2.1 is out" through Slack for Sol under the key "release-1"
      And Olivia has rejected it
      When Sam sends "Release 2.1 is out" through Slack for Sol under the key "release-1"
      Then a proposal waits for a supervisor
      And Slack was never contacted
