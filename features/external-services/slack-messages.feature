@INTG-04 @slack
Feature: Slack messages
  People send messages to Slack without leaving the platform, and when Slack does not take one they hear why.
  Seam: person → Slack integration → Slack.
  What happens when the same message is sent again is told in "Sending once".

  @INTG-04.18
  Rule: A message sent to Slack is confirmed with its channel and time

    Example: A message arrives in its channel and is confirmed
      When Uma sends "Release 2.1 is out" to the Slack channel "general"
      Then the message is confirmed as the latest of the Slack channel "general"
      And the Slack channel "general" shows "Release 2.1 is out"

    Example: A reply is put under the message that it answers
      Given Uma sent "Release 2.1 is out" to the Slack channel "general"
      When Sam replies "Well done" to "Release 2.1 is out" in Slack under the key "praise-1"
      Then the message is confirmed as the latest of the Slack channel "general"
      And "Well done" stands under "Release 2.1 is out" in Slack

    Example: A message as long as Slack allows is sent
      When Uma sends a message of 40000 characters to the Slack channel "general"
      Then the message is confirmed as the latest of the Slack channel "general"

  @INTG-04.18
  Rule: A mistake in the message or its channel is the sender's error, with Slack's reason

    Example: A channel that Slack does not know is refused
      When Uma sends "Hello" to the Slack channel "nowhere"
      Then the request fails because Slack refused the message
      And Slack's reason is "channel_not_found"

    Example: A channel that the platform has not joined is refused
      Given the platform is no member of the Slack channel "board"
      When Uma sends "Hello" to the Slack channel "board"
      Then the request fails because Slack refused the message
      And Slack's reason is "not_in_channel"
      And the Slack channel "board" shows nothing

    Example: An archived channel is refused
      Given the Slack channel "old" is archived
      When Uma sends "Hello" to the Slack channel "old"
      Then the request fails because Slack refused the message
      And Slack's reason is "is_archived"
      And the Slack channel "old" shows nothing

    Example: One character more than Slack allows is refused
      When Uma sends a message of 40001 characters to the Slack channel "general"
      Then the request fails because Slack refused the message
      And Slack's reason is "msg_too_long"
      And the Slack channel "general" shows nothing

    Example: An empty message is refused
      When Uma sends "" to the Slack channel "general"
      Then the request fails because Slack refused the message
      And Slack's reason is "no_text"
      And the Slack channel "general" shows nothing

    Scenario Outline: <what> is refused before Slack hears of it
      When Uma sends Slack a message for <what>
      Then the request fails because the request is not valid
      And the place named is <place>
      And Slack was never contacted

      Examples: what is too little or too much
        | what                                  | place                   |
        | a channel of 0 characters             | the channel             |
        | a channel of 201 characters           | the channel             |
        | an answered message of 101 characters | the message it answers  |

    Example: A channel of 200 characters is left to Slack to judge
      When Uma sends Slack a message for a channel of 200 characters
      Then the request fails because Slack refused the message
      And Slack was contacted once

    Example: An answered message of 100 characters is left to Slack to find
      When Uma sends Slack a message for an answered message of 100 characters
      Then the message is confirmed as the latest of the Slack channel "general"

    Example: What Slack refused is told again, and Slack is not asked again
      Given the Slack channel "general" is archived
      And Uma sent "Hello" through Slack under the key "greeting-1"
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then the answer is the same as before
      And the request fails because Slack refused the message
      And Slack was contacted once
