@INTG-04 @idempotency
Feature: Sends and leaving
  What is on its way goes on when its sender leaves. When the platform itself stops, it waits for a while, and then says that nobody knows.
  Seam: person or operator → outbox → Slack.

  @INTG-04.20
  Rule: A message goes on although its sender leaves

    Example: What was on its way when Uma left is confirmed when she asks again
      Given Slack takes 5 seconds to answer
      And Uma left while "Hello" was on its way through Slack under the key "greeting-1"
      And 5 seconds pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And Slack was contacted once

  @INTG-04.20
  Rule: A platform that stops waits 10 seconds for what is on its way; what takes longer is unknown

    Example: What Slack confirms in time is confirmed
      Given Slack takes 9999 milliseconds to answer
      And Uma's "Hello" through Slack under the key "greeting-1" is still on its way
      When the operator stops the platform
      Then what was on its way is confirmed by Slack as "Hello"
      And nothing was interrupted

    Example: What Slack confirms too late is unknown
      Given Slack takes 10001 milliseconds to answer
      And Uma's "Hello" through Slack under the key "greeting-1" is still on its way
      When the operator stops the platform
      Then what was on its way is reported as unknown

    Example: What Slack is still searched for is unknown
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And Slack takes 20 seconds to answer
      And Uma's "Hello" through Slack under the key "greeting-1" is still on its way
      When the operator stops the platform
      Then what was on its way is reported as unknown

  @INTG-04.20
  Rule: What has not gone out when a platform that stops waits no longer does not go out any more

    Example: What Slack is found to have lost too late is not sent again
      Given Slack loses the next send and cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And 30 seconds pass
      And Slack takes 10001 milliseconds to answer
      And Uma's "Hello" through Slack under the key "greeting-1" is still on its way
      When the operator stops the platform
      Then what was on its way is refused because the platform is stopping
