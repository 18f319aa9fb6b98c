@INTG-04 @idempotency @recovery
Feature: Sends after a crash
  Even when the platform dies in the middle of sending, nothing arrives twice and nothing that was confirmed is forgotten.
  Seam: person → outbox, killed and started again → Slack or GitHub.

  Background:
    Given GitHub has the repository "acme/website"

  @INTG-04.20
  Rule: What was being sent when the platform died is settled by looking before anything is sent again

    Scenario Outline: What <service> took before the platform died is confirmed and not sent again
      Given a platform that gives up on a send after 30 seconds
      And <service> takes the next send but never answers
      And the platform was killed and started again while Uma sent "Hello" through <service> under the key "greeting-1"
      When Uma sends "Hello" through <service> under the key "greeting-1"
      Then "Hello" is confirmed by <service>
      And "Hello" arrived once at <service>

      Examples: where it was sent
        | service |
        | Slack   |
        | GitHub  |

    Example: What never arrived before the platform died is sent once, after looking
      Given a platform that gives up on a send after 1 second
      And Slack loses the next send and never answers
      And the platform was killed and started again while Uma sent "Hello" through Slack under the key "greeting-1"
      When Uma sends "Hello" through Slack under the key "greeting-1" until it is confirmed
      Then "Hello" is confirmed by Slack
      And "Hello" arrived once at Slack

    Example: The operator learns which message is in doubt, and why
      Given a platform that gives up on a send after 30 seconds
      And Slack takes the next send but never answers
      When the platform was killed and started again while Uma sent "Hello" through Slack under the key "greeting-1"
      Then the log of the platform warns once that it is in doubt, since "nobody was there to take the answer"

  @INTG-04.20
  Rule: A confirmed send outlives a crash

    Example: The same answer is given after a crash, and nothing is sent again
      Given a platform that gives up on a send after 30 seconds
      And Uma sent "Hello" through GitHub under the key "greeting-1"
      And the platform was killed and started again
      When Uma sends "Hello" through GitHub under the key "greeting-1"
      Then the answer is the same as before
      And "Hello" arrived once at GitHub
