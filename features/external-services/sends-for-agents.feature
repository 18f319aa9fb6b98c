@INTG-04 @slack @github @approval
Feature: Sending for an agent
  What goes out in an agent's name goes out only as far as the agent is trusted.
  Seam: supervisor → governance → outbox → Slack or GitHub.
  Sends that people make for themselves, and sends in doubt, have features of their own.

  @INTG-04.18
  Rule: A message for an agent goes to Slack only as governance decides

    Example: An autonomous agent's message arrives, and is on record as decided and completed
      When Sam sends "Release 2.1 is out" through Slack for Ada
      Then "Release 2.1 is out" is confirmed by Slack
      And "Release 2.1 is out" arrived once at Slack
      And it is on record for Ada as allowed, then completed
      And what was decided about it is on record as posting to Slack

    Example: A supervised agent's message waits for approval
      When Sam sends "Release 2.1 is out" through Slack for Sol
      Then a proposal waits for a supervisor
      And "Release 2.1 is out" never arrived at Slack

    Example: Approved, it arrives once
      Given Sam sent "Release 2.1 is out" through Slack for Sol
      When Olivia approves it
      Then "Release 2.1 is out" arrived once at Slack before long
      And it is on record for Sol as needing approval, allowed, then completed

    Example: Rejected, it never arrives
      Given Sam sent "Release 2.1 is out" through Slack for Sol
      When Olivia rejects it because "Not before noon"
      Then "Release 2.1 is out" never arrived at Slack
      And it is on record for Sol as needing approval, then rejected

    Example: Asked for twice under the same key, it is the same proposal
      Given Sam sent "Release 2.1 is out" through Slack for Sol under the key "release-1"
      And Sam sent "Release 2.1 is out" through Slack for Sol under the key "release-1"
      When Olivia approves it
      Then "Release 2.1 is out" arrived once at Slack before long

    Scenario Outline: <agent>'s message is refused
      When Sam sends "Release 2.1 is out" through Slack for <agent>
      Then the request fails because the agent may not do that
      And "Release 2.1 is out" never arrived at Slack
      And it is on record for <agent> as blocked

      Examples: who is more than one level short
        | agent |
        | Ines  |
        | Stu   |

    Example: A user acts for no agent
      When Uma sends "Release 2.1 is out" through Slack for Ada
      Then the request fails because the role does not allow it
      And Slack was never contacted

    Example: An agent that was paused after the approval was asked for sends nothing
      Given Sam sent "Release 2.1 is out" through Slack for Sol
      And Sol was paused
      When Olivia approves it
      Then the request fails because the proposal is void
      And "Release 2.1 is out" never arrived at Slack

    Example: What was asked for by somebody who was removed since is not sent
      Given Olivia has invited "Nina" as an administrator
      And Olivia sent "Release 2.1 is out" through Slack for Sol
      And Olivia has removed "Olivia"
      When Sam approves it
      Then "Release 2.1 is out" never arrived at Slack
      And it is on record for Sol as needing approval, blocked, then void

    Example: A message that Slack does not take is on record as failed
      Given Slack says "is_archived"
      When Sam sends "Release 2.1 is out" through Slack for Ada
      Then the request fails because Slack refused the message
      And it is on record for Ada as allowed, then failed

  @INTG-04.19
  Rule: An issue for an agent is opened on GitHub only as governance decides

    Example: An autonomous agent's issue is opened
      Given GitHub has the repository "acme/website"
      When Sam sends "The login is slow" through GitHub for Ada
      Then "The login is slow" is confirmed by GitHub
      And it is on record for Ada as allowed, then completed
      And what was decided about it is on record as opening an issue

    Example: A supervised agent's issue is opened once it is approved
      Given GitHub has the repository "acme/website"
      And Sam sent "The login is slow" through GitHub for Sol
      When Olivia approves it
      Then "The login is slow" arrived once at GitHub before long

    Example: An intern's issue is refused
      When Sam sends "The login is slow" through GitHub for Ines
      Then the request fails because the agent may not do that
      And GitHub was never contacted
