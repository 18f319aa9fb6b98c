@INTG-04 @slack @approval
Feature: Proposed sends
  A message that waits for a supervisor's word is told of, asked for once, and never overtakes what became of its agent.
  Seam: supervisor → governance → proposal → alerts and outbox.
  What comes of the decision stands with "Sending for an agent".

  @INTG-04.18
  Rule: Supervisors are told of a message that waits for their word

    Example: Olivia, who listens to the alerts, is told once
      Given Olivia is listening to the alerts
      When Sam sends "Release 2.1 is out" through Slack for Sol
      Then Olivia has been notified that Sol proposes to post to Slack, once
      And one proposal waits

    Example: While Slack is not set up, nobody is asked for a word
      Given Slack is not set up
      When Sam sends "Release 2.1 is out" through Slack for Sol
      Then the request fails because the service is not set up
      And no proposal waits

  @INTG-04.18
  Rule: A key stands for one message, also while it waits

    Background:
      Given Sam sent "Release 2.1 is out" through Slack for Sol under the key "release-1"

    Example: The same key for another message is refused
      When Sam sends "Release 2.2 is out" through Slack for Sol under the key "release-1"
      Then the request fails because the key was used for another request
      And one proposal waits
      And Slack was never contacted

    Example: An agent that has earned its level meanwhile does not send what still waits
      Given OpenAI will answer "Done"
      And Sol has completed 50 executions
      And Olivia has promoted Sol
      And Sam sent "Release 2.0 is out" through Slack for Sol
      When Sam sends "Release 2.1 is out" through Slack for Sol under the key "release-1"
      Then one proposal waits
      And "Release 2.1 is out" never arrived at Slack

    Example: An agent that has earned its level meanwhile sends nothing else under that key
      Given OpenAI will answer "Done"
      And Sol has completed 50 executions
      And Olivia has promoted Sol
      When Sam sends "Release 2.2 is out" through Slack for Sol under the key "release-1"
      Then the request fails because the key was used for another request
      And one proposal waits
      And "Release 2.2 is out" never arrived at Slack

  @INTG-04.18
  Rule: An agent that changed a moment ago, wherever it was, is decided about as it is now

    Example: What Ada could have sent a moment ago is refused
      Given Sam sent "Release 2.0 is out" through Slack for Ada
      And on another platform with the same data, Olivia has paused Ada
      When Sam sends "Release 2.1 is out" through Slack for Ada
      Then the request fails because the agent is paused
      And "Release 2.1 is out" never arrived at Slack

    Example: What Sol could have proposed a moment ago is refused
      Given Sam sent "Release 2.0 is out" through Slack for Sol
      And on another platform with the same data, Olivia has paused Sol
      When Sam sends "Release 2.1 is out" through Slack for Sol
      Then the request fails because the agent is paused
      And one proposal waits
      And Slack was never contacted
