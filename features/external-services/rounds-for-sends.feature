@INTG-04 @idempotency
Feature: Rounds for sends
  What nobody asks for again the platform settles by itself, for a day and no longer; and what is still being sent it leaves alone.
  Seam: platform's rounds → outbox → Slack.

  @INTG-04.20
  Rule: What is still being sent is left alone

    Example: A message that Slack takes 20 seconds to confirm is not looked for meanwhile
      Given the platform makes its rounds
      And Slack takes 20 seconds to answer
      When Uma sends "Hello" through Slack
      Then "Hello" is confirmed by Slack
      And Slack was contacted once
      And it is on record that Uma began to send through Slack, which ended as sent

    Example: It is left alone also when another platform is found to be gone
      Given another platform on the same data asks OpenAI for Uma, and falls silent
      And the platform makes its rounds
      And Slack takes 20 seconds to answer
      When Uma sends "Hello" through Slack
      Then "Hello" is confirmed by Slack
      And it is on record that Uma began to send through Slack, which ended as sent

  @INTG-04.20
  Rule: For a day the platform looks by itself for what is in doubt, and then only when it is asked

    Scenario Outline: What has been in doubt for <time> counts as <fate> 15 seconds later
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack
      And <time> pass
      And the platform makes its rounds
      When 15 seconds pass
      Then it counts as <fate>

      Examples: a second less than a day then, and a day
        | time                      | fate    |
        | 24 hours minus 16 seconds | sent    |
        | 24 hours minus 15 seconds | unknown |

    Example: What cannot be looked for does not keep the rest from being found
      Given Slack takes the next 2 sends but cuts the connection
      And Uma sent 2 messages through Slack
      And Slack cannot be searched the next time
      And the platform makes its rounds
      When 15 seconds pass
      Then it counts as sent

    Example: The last of 101 messages in doubt is found as well
      Given Slack takes the next 101 sends but cuts the connection
      And Uma sent 101 messages through Slack
      And the platform makes its rounds
      When 15 seconds pass
      Then it counts as sent

  @INTG-04.20
  Rule: What was confirmed and could not be stored is unknown until the platform has looked

    Example: Whoever sent it is told that the outcome is unknown, and the operator why
      When storage fails as Slack confirms Uma's "Hello"
      Then the outcome is unknown
      And the log says of it that "the outcome of a send could not be stored"

    Example: The platform finds it by itself once storage works again
      Given the platform makes its rounds
      And storage failed as Slack confirmed Uma's "Hello"
      When 30 seconds pass
      Then it counts as sent
      And "Hello" arrived once at Slack

    Example: It is found although something else is on its way all the time
      Given the platform makes its rounds
      And storage failed as Slack confirmed Uma's "Hello"
      And GitHub takes the next send but never answers
      And Sam's "Good morning" through GitHub under the key "greeting-2" is still on its way
      When 30 seconds pass
      Then it counts as sent
