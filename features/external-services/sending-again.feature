@INTG-04 @idempotency
Feature: Sending again
  What was lost on the way is sent again when people ask for it, but only once the platform has looked and it can no longer arrive.
  Seam: person → outbox → Slack or GitHub.

  Background:
    Given GitHub has the repository "acme/website"

  @INTG-04.20
  Rule: What is not at the service is sent again only after looking

    Scenario Outline: What <service> lost is sent again after 30 seconds when it <lost>
      Given <service> <lost>
      And Uma sent "Hello" through <service> under the key "greeting-1"
      And 30 seconds pass
      When Uma sends "Hello" through <service> under the key "greeting-1"
      Then "Hello" is confirmed by <service>
      And "Hello" arrived once at <service>
      And <service> was searched before it was asked a second time

      Examples: how it was lost
        | service | lost                                        |
        | Slack   | loses the next send and cuts the connection |
        | Slack   | loses the next send and never answers       |
        | GitHub  | loses the next send and cuts the connection |
        | GitHub  | loses the next send and never answers       |

    Example: What could still be on its way after 29 seconds is not sent again
      Given Slack loses the next send and cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And 29 seconds pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the outcome is unknown
      And "Hello" never arrived at Slack

    Example: A clock set an hour ahead does not make it lost
      Given Slack loses the next send and cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And the clock is set 1 hour ahead
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the outcome is unknown
      And "Hello" never arrived at Slack

    Example: The same words sent by somebody else are not taken for what was lost
      Given Slack loses the next send and cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And 30 seconds pass
      And Sam sent "Hello" through Slack
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And "Hello" arrived twice at Slack

    Scenario Outline: What the platform itself found <service> to have lost counts as failed and is not sent by itself
      Given the platform makes its rounds
      And <service> loses the next send and cuts the connection
      And Uma sent "Hello" through <service>
      When 45 seconds pass
      Then it counts as failed, because <service> failed: "the message never arrived"
      And "Hello" never arrived at <service>

      Examples: where it was sent
        | service |
        | Slack   |
        | GitHub  |

    Example: Of two who ask again at the same moment one sends it
      Given Slack loses the next send and cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And 30 seconds pass
      And Slack takes 5 seconds to answer
      When Uma sends "Hello" through Slack under the key "greeting-1", twice at the same moment
      Then one of the two is confirmed by Slack and the other fails because the first request is still running
      And "Hello" arrived once at Slack

  @INTG-04.20
  Rule: After a fault inside the service the platform looks before it sends again

    Example: A message that Slack failed on is looked for before it is sent again
      Given Slack is out of service
      And Uma sent "Hello" through Slack under the key "greeting-1", but Slack failed
      And Slack is well again
      And 30 seconds pass
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And Slack was searched before it was asked a second time
