@INTG-04 @idempotency
Feature: Sending once
  People may repeat a request whenever they are not sure that it got through, and still nothing arrives twice.
  Seam: person → outbox → Slack or GitHub.
  What happens when nobody knows whether something arrived is told in "Sends in doubt".

  Background:
    Given GitHub has the repository "acme/website"

  @INTG-04.20
  Rule: The same request under the same key gets the same answer and is sent once

    Scenario Outline: A request that is repeated arrives at <service> once
      Given Uma sent "Hello" through <service> under the key "greeting-1"
      When Uma sends "Hello" through <service> under the key "greeting-1"
      Then the answer is the same as before
      And "Hello" is confirmed by <service>
      And "Hello" arrived once at <service>

      Examples: where it is sent
        | service |
        | Slack   |
        | GitHub  |

    Example: Without a key every request is a send of its own
      Given Uma sent "Hello" through Slack
      When Uma sends "Hello" through Slack
      Then "Hello" is confirmed by Slack
      And "Hello" arrived twice at Slack

    Example: What certainly never left is sent when it is asked for again
      Given Slack refuses the connection
      And Uma sent "Hello" through Slack under the key "greeting-1", but Slack failed
      And Slack is well again
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And "Hello" arrived once at Slack

  @INTG-04.20
  Rule: Another request under a key that is in use is refused

    Scenario Outline: Other words under the same key are never sent to <service>
      Given Uma sent "Hello" through <service> under the key "greeting-1"
      When Uma sends "Goodbye" through <service> under the key "greeting-1"
      Then the request fails because the key was used for another request
      And "Goodbye" never arrived at <service>

      Examples: where it is sent
        | service |
        | Slack   |
        | GitHub  |

  @INTG-04.20
  Rule: While the first request is still running, a repeated one is refused

    Example: A request repeated too early is refused, and the first goes on
      Given Slack takes 5 seconds to answer
      And Uma's "Hello" through Slack under the key "greeting-1" is still on its way
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the request fails because the first request is still running
      And what was on its way is confirmed by Slack as "Hello"
      And "Hello" arrived once at Slack

    Example: Of two requests at the same moment one is sent
      Given Slack takes 5 seconds to answer
      When Uma sends "Hello" through Slack under the key "greeting-1", twice at the same moment
      Then one of the two is confirmed by Slack and the other fails because the first request is still running
      And "Hello" arrived once at Slack

  @INTG-04.20
  Rule: A key belongs to one person and one kind of request

    Example: Two people may use the same key
      Given Uma sent "Hello" through Slack under the key "greeting-1"
      When Sam sends "Good morning" through Slack under the key "greeting-1"
      Then "Good morning" is confirmed by Slack
      And "Hello" arrived once at Slack

    Example: A key used for Slack may be used for GitHub
      Given Uma sent "Hello" through Slack under the key "greeting-1"
      When Uma sends "Hello" through GitHub under the key "greeting-1"
      Then "Hello" is confirmed by GitHub
      And "Hello" arrived once at Slack
