@INTG-04 @chat
Feature: Unknown models and other refusals
  A person who names a model that does not exist is told just that; where a provider makes no sense, nobody follows it.
  Seam: chat request → gateway → OpenAI or Anthropic.

  @INTG-04.5
  Rule: A model that the provider does not know is named as such after one attempt

    Scenario Outline: <provider> has no model of that name, asked for an answer <manner>
      When Uma asks <provider> "Hello", naming the model "<model>", to be answered <manner>
      Then the request fails because the provider does not know the model
      And Uma is told "<told>"
      And <provider> was asked once

      Examples: of provider, model and manner
        | provider  | model       | manner       | told                                                                                                    |
        | OpenAI    | gpt-nothing | as a whole   | OpenAI does not know the model: The model `gpt-nothing` does not exist or you do not have access to it. |
        | OpenAI    | gpt-nothing | word by word | OpenAI does not know the model: The model `gpt-nothing` does not exist or you do not have access to it. |
        | Anthropic | claude-none | as a whole   | Anthropic does not know the model: model: claude-none                                                   |
        | Anthropic | claude-none | word by word | Anthropic does not know the model: model: claude-none                                                   |

    Example: A model that OpenAI keeps for others is no trouble with our credentials
      Given OpenAI keeps the model from us
      When Uma asks OpenAI "Hello"
      Then the request fails because the provider does not know the model
      And Uma is told "OpenAI does not know the model: Your project does not have access to this model."
      And OpenAI was asked once

  @INTG-04.5
  Rule: Any other refusal counts as an unusable answer and is not tried again

    Scenario Outline: <provider> <condition>, asked for an answer <manner>, which is no answer
      Given <provider> <condition>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider answered unreadably
      And <provider> was asked once

      Examples: of provider, refusal and manner
        | provider  | condition                             | manner       |
        | OpenAI    | does not allow the way we ask         | as a whole   |
        | OpenAI    | does not allow the way we ask         | word by word |
        | OpenAI    | refuses the request for a joke        | as a whole   |
        | OpenAI    | refuses the request for legal reasons | as a whole   |
        | Anthropic | does not allow the way we ask         | as a whole   |
        | Anthropic | does not allow the way we ask         | word by word |
        | Anthropic | refuses the request for a joke        | as a whole   |
        | Anthropic | refuses the request for legal reasons | as a whole   |

  @INTG-04.5
  Rule: Of a refusal no more is read than its first 64 KiB

    Scenario Outline: <provider> goes on and on, half as much every 10 seconds, and is not heard out
      Given <provider> refuses the request without end, a page every 10 seconds
      When Uma asks <provider> "Hello"
      Then the request fails because our request was invalid
      And it took 20 seconds
      And <provider> was asked once

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

  @INTG-04.5
  Rule: Where a provider sends us elsewhere, we do not go there

    Scenario Outline: <provider> redirects a question that was to be answered <manner>
      Given <provider> sends us elsewhere
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider answered unreadably
      And <provider> was asked once
      And nobody else was contacted

      Examples: of provider and manner
        | provider  | manner       |
        | OpenAI    | as a whole   |
        | OpenAI    | word by word |
        | Anthropic | as a whole   |
        | Anthropic | word by word |
