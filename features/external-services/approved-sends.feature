@INTG-04 @slack @approval
Feature: Approved sends
  What a supervisor approved goes out soon, on its own, and only if nothing has changed; whoever asked need not wait for it.
  Seam: supervisor → approval → governance → outbox → Slack.
  What is asked for, and what the approval comes to, stands with "Sending for an agent".

  @INTG-04.18
  Rule: Every approved message goes out once, each by itself

    Example: The second message that is approved arrives too
      Given Sam sent "Release 2.0 is out" through Slack for Sol
      And Olivia has approved it
      And Sam sent "Release 2.1 is out" through Slack for Sol
      When Olivia approves it
      Then "Release 2.1 is out" arrived once at Slack before long

    Example: A platform that is stopped waits for the message that was approved
      Given Slack takes 8 seconds to answer
      And Sam sent "Release 2.1 is out" through Slack for Sol
      And Olivia has approved it
      When the operator stops the platform
      Then nothing was interrupted
      And "Release 2.1 is out" arrived once at Slack

    Example: A platform that is stopped begins no more messages, and the operator learns why
      Given Slack takes 8 seconds to answer
      And Olivia has approved 2 messages for Sol that could not go out at first
      And Sam sent "Release 2.1 is out" through Slack for Sol
      And Olivia has approved it
      When the operator stops the platform
      Then the log tells that what was approved is sent later, and why
      And "Release 2.1 is out" never arrived at Slack

    Example: Two platforms that begin what was approved at the same time send each message once
      Given Olivia has approved 2 messages for Sol that could not go out at first
      And Slack takes 8 seconds to answer
      And the platform makes its rounds
      And another platform on the same data makes its rounds
      When 60 seconds pass
      Then "Message 1" arrived once at Slack
      And "Message 2" arrived once at Slack

    Example: A message that went out keeps nobody waiting who stops the platform
      Given Sam sent "Release 2.1 is out" through Slack for Sol
      And Olivia has approved it
      When the operator stops the platform
      Then nothing was interrupted
      And "Release 2.1 is out" arrived once at Slack

  @INTG-04.18
  Rule: An approved message that does not go out is on record with the reason

    Example: A message that Slack does not take has failed
      Given Slack says "is_archived"
      And Sam sent "Release 2.1 is out" through Slack for Sol
      When Olivia approves it
      Then it is on record for Sol as needing approval, allowed, then failed
      And the log tells that what was approved was not sent, and why

    Example: The agent is not blamed for the removal of whoever asked
      Given Olivia has invited "Nina" as an administrator
      And Olivia sent "Release 2.1 is out" through Slack for Sol
      And Olivia has removed "Olivia"
      And Sam has approved it
      When Uma looks up how far Sol has come
      Then it has 0 episodes and a compliance of 1

    Example: An agent that was paused before its message could go out sends nothing
      Given Sam sent "Release 2.1 is out" through Slack for Sol
      And Olivia has approved it, but it cannot be sent yet
      And Sol was paused
      When messages can be sent again
      Then "Release 2.1 is out" never arrived at Slack
      And it is on record for Sol as needing approval, blocked, then void

    Example: What it may not send any more counts among what was blocked
      Given Sam sent "Release 2.1 is out" through Slack for Sol
      And Olivia has approved it, but it cannot be sent yet
      And Sol was paused
      And messages could be sent again
      When Uma looks up how far Sol has come
      Then it has 0 episodes and a compliance of 0.5

    Example: A message that could not go out at first arrives once
      Given Sam sent "Release 2.1 is out" through Slack for Sol
      And Olivia has approved it, but it cannot be sent yet
      When messages can be sent again
      Then "Release 2.1 is out" arrived once at Slack
