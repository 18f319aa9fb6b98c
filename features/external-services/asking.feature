@INTG-04 @chat
Feature: Asking a language model
  A person asks OpenAI or Anthropic and learns not only the answer, but who gave it, why it ended and what it used.
  Seam: chat request → gateway → OpenAI or Anthropic.
  Faults of the providers, failover and answers that come word by word have features of their own.

  @INTG-04.1
  Rule: A person gets the provider's answer, with who gave it, with which model, why it ended and what it used

    Example: The whole answer of OpenAI
      Given OpenAI will answer "Paris is the capital of France"
      When Uma asks OpenAI "Which city is the capital of France?"
      Then the answer is "Paris is the capital of France", given by OpenAI
      And the answer was given with the model "gpt-6-luna"
      And it ended because everything was said
      And it used 7 tokens for the question and 6 for the answer, 13 in all

    Example: The whole answer of Anthropic
      Given Anthropic will answer "Rome has seven hills"
      When Uma asks Anthropic "How many hills has Rome?"
      Then the answer is "Rome has seven hills", given by Anthropic
      And the answer was given with the model "claude-haiku-5-5"
      And it ended because everything was said
      And it used 5 tokens for the question and 4 for the answer, 9 in all

    Scenario Outline: <provider> says why its answer is shorter than wished: <ending>
      Given <provider> will answer "Once upon a" <ending>
      When Uma asks <provider> "Tell me a story"
      Then the answer is "Once upon a", given by <provider>
      And it ended <ending>

      Examples: of provider and reason
        | provider  | ending                         |
        | OpenAI    | because its length was used up |
        | OpenAI    | because it was held back       |
        | Anthropic | because its length was used up |
        | Anthropic | because it was held back       |

    Scenario Outline: An answer of <provider> without a word, given <manner>, is passed on with its reason: <ending>
      Given <provider> will answer "" <ending>
      When Uma asks <provider> "Tell me a secret", to be answered <manner>
      Then the answer is "", given by <provider>
      And it ended <ending>
      And <provider> was asked once

      Examples: of provider, manner and reason
        | provider  | manner       | ending                         |
        | OpenAI    | as a whole   | because it was held back       |
        | OpenAI    | word by word | because it was held back       |
        | Anthropic | as a whole   | because its length was used up |
        | Anthropic | word by word | because its length was used up |

    Scenario Outline: A person chooses the model of <provider>
      When Uma asks <provider> "Hello", naming the model "<model>"
      Then the answer is "You said: Hello", given by <provider>
      And the answer was given with the model "<model>"

      Examples: of provider and model
        | provider  | model           |
        | OpenAI    | gpt-5-mini      |
        | Anthropic | claude-opus-5-5 |

  @INTG-04.1
  Rule: Every attempt that was made is told with the answer, in order, with how it ended and how long it took

    Scenario Outline: The second attempt at <provider> answers after 2 seconds
      Given <provider> asks us to wait 2 seconds, for the next 1 request
      When Uma asks <provider> "Hello"
      Then the answer is "You said: Hello", given by <provider>
      And it took 2 seconds
      And the attempts were
        | provider   | outcome               | duration  |
        | <provider> | asked us to slow down | 0 seconds |
        | <provider> | answered              | 0 seconds |

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
