@AR-05 @executions @chat
Feature: Conversations are private
  What a person said to an agent is read by that person alone.
  Seam: person → chat history of another.
  Supervisors may watch executions; that is told there.

  @AR-05.18
  Rule: Nobody reads another's conversation

    Scenario Outline: <other> is told that there is none
      Given Uma has asked Ada "My number is 12, OpenAI"
      When <other> reads Uma's conversation
      Then the request fails because there is no such thing

      Examples: of those who are not Uma
        | other   |
        | Mallory |
        | Sam     |
        | Olivia  |

    Scenario Outline: <other>'s list does not have it
      Given Uma has asked Ada "My number is 12, OpenAI"
      When <other> lists conversations
      Then <other> has no conversation

      Examples: of those who list
        | other   |
        | Mallory |
        | Sam     |
        | Olivia  |

  @AR-05.18
  Rule: Nobody speaks in another's conversation

    Scenario Outline: <other>'s message is refused, and no model hears of it
      Given Uma has asked Ada "My number is 12, OpenAI"
      When <other> asks Ada "What is my number?" in Uma's conversation
      Then the request fails because there is no such thing
      And OpenAI was asked once
      And Uma's conversation is "My number is 12, OpenAI", then "You said: My number is 12, OpenAI"

      Examples: of those who speak
        | other   |
        | Mallory |
        | Sam     |
        | Olivia  |

    Example: Writing without naming an agent is refused as well
      Given Uma has asked Ada "My number is 12, OpenAI"
      When Mallory writes "What is my number?" in Uma's conversation
      Then the request fails because there is no such thing
      And OpenAI was asked once
