@INTG-04 @failover
Feature: The order of failover
  Operators decide who is asked first and with which model; customers see every attempt that was made for them.
  Seam: configuration and chat request → gateway → providers.
  What counts as a reason to ask the next provider stands with failover.

  @INTG-04.11
  Rule: Providers are asked in the configured order, each with its configured model

    Example: The backup is asked for its own model
      Given the providers are Anthropic with "claude-opus-5-5", then OpenAI with "gpt-5-mini"
      And Anthropic wants to be paid first
      When Uma asks "Hello", allowing failover
      Then the attempts were made with these models
        | provider  | model           | outcome           |
        | Anthropic | claude-opus-5-5 | had no quota left |
        | OpenAI    | gpt-5-mini      | answered          |

    Example: The backup answers when the configured model is withdrawn
      Given the providers are OpenAI with "gpt-3-withdrawn", then Anthropic with "claude-sonnet-5-5"
      When Uma asks "Hello", allowing failover
      Then the attempts were made with these models
        | provider  | model             | outcome                |
        | OpenAI    | gpt-3-withdrawn   | did not know the model |
        | Anthropic | claude-sonnet-5-5 | answered               |

    Example: Nobody is left to ask when the last in the order fails
      Given the providers are Anthropic with "claude-haiku-5-5", then OpenAI with "gpt-6-luna"
      And Anthropic has no quota left for us
      And OpenAI has no quota left for us
      When Uma asks "Hello", allowing failover
      Then the request fails because every provider failed
      And Anthropic was tried once before OpenAI was tried once

  @INTG-04.11
  Rule: The answer names who gave it and every attempt in the order made, with its reason and how long it took

    Example: Three slow failures come before the answer
      Given OpenAI takes 1.5 seconds and then is out of service
      And Anthropic takes 250 milliseconds to answer
      When Uma asks "Hello", allowing failover
      Then the attempts were
        | provider  | outcome         | duration         |
        | OpenAI    | was unavailable | 1.5 seconds      |
        | OpenAI    | was unavailable | 1.5 seconds      |
        | OpenAI    | was unavailable | 1.5 seconds      |
        | Anthropic | answered        | 250 milliseconds |

    Example: The reason of an attempt is given in the provider's own words
      Given OpenAI has no quota left for us
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by Anthropic
      And the first attempt failed with the words "You exceeded your current quota, please check your plan and billing details."

  @INTG-04.12
  Rule: A model that is named is asked of its provider first

    Example: The named model answers although another provider comes first
      Given Anthropic will answer "Opus speaking"
      When Uma asks "Hello", naming the model "claude-opus-5-5"
      Then the answer is "Opus speaking", given by Anthropic
      And the answer was given with the model "claude-opus-5-5"
      And OpenAI was never contacted

    Example: The others follow with their own models
      Given Anthropic has no quota left for us
      And OpenAI will answer "Luna steps in"
      When Uma asks "Hello", naming the model "claude-opus-5-5" and allowing failover
      Then the answer is "Luna steps in", given by OpenAI
      And the attempts were made with these models
        | provider  | model           | outcome           |
        | Anthropic | claude-opus-5-5 | had no quota left |
        | OpenAI    | gpt-6-luna      | answered          |

    Example: A model nobody knows is not replaced without permission
      When Uma asks "Hello", naming the model "gpt-imaginary"
      Then the request fails because the provider does not know the model
      And OpenAI was asked once
      And Anthropic was never contacted

    Example: A model that the operator listed is asked of the provider given there
      Given the model "house-model" is listed as one of Anthropic
      When Uma asks "Hello", naming the model "house-model"
      Then the request fails because the provider does not know the model
      And Anthropic was asked once
      And OpenAI was never contacted
