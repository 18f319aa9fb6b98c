@INTG-04 @idempotency
Feature: Settling sends
  Where the platform cannot find out whether something arrived, a human who knows says so; until then nothing is sent again.
  Seam: person → outbox → Slack or GitHub.

  Background:
    Given GitHub has the repository "acme/website"

  @INTG-04.20
  Rule: While looking fails, a send stays unknown and is not sent again

    Scenario Outline: A send stays unknown while <service> cannot be searched
      Given <service> loses the next send and cuts the connection
      And Uma sent "Hello" through <service> under the key "greeting-1"
      And <service> cannot be searched
      And 23 hours pass
      When Uma sends "Hello" through <service> under the key "greeting-1"
      Then the outcome is unknown
      And "Hello" never arrived at <service>

      Examples: where it was sent
        | service |
        | Slack   |
        | GitHub  |

    Example: The platform's own rounds leave it unknown too
      Given the platform makes its rounds
      And Slack cannot be searched
      And Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack
      When 23 hours pass
      Then it counts as unknown
      And "Hello" arrived once at Slack

  @INTG-04.20
  Rule: A human settles what is unknown, as sent or as not sent

    Example: What a human calls sent is confirmed and never sent again
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And Uma said that it was sent
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then it is confirmed on somebody's word
      And it counts as sent
      And "Hello" arrived once at Slack

    Example: What a human calls not sent counts as failed
      Given Slack loses the next send and cuts the connection
      And Uma sent "Hello" through Slack
      When Uma says that it was not sent
      Then Uma learns that it is failed
      And it counts as failed, because Slack failed: "somebody settled that it was not sent"
      And "Hello" never arrived at Slack

    Example: What a human calls not sent is sent when it is asked for again
      Given Slack loses the next send and cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And Uma said that it was not sent
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And "Hello" arrived once at Slack

    Example: Of two who settle it otherwise at the same moment one is believed
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack
      When Uma says that it was sent, and at the same moment Sam that it was not sent
      Then one of them is believed, and the other told that the present state does not allow it

    Example: What is known to be sent cannot be settled otherwise
      Given Uma sent "Hello" through Slack
      When Uma says that it was not sent
      Then the request fails because the present state does not allow it
      And it counts as sent

    Example: Who does not know settles nothing
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack
      When Uma says that it was perhaps sent
      Then the request fails because the request is not valid
      And it counts as unknown
