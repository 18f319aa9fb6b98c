@AR-05 @executions
Feature: Named and missing models
  Whoever names a model gets it; and where no model is good enough, the question is answered all the same.
  Seam: person → agent → choice of the model → gateway → OpenAI.

  @AR-05.11
  Rule: A model that is named wins, whatever the question

    Background:
      Given these models are on offer
        | model       | provider | quality | input | output |
        | gpt-4o-mini | OpenAI   | 1       | 1     | 1      |
        | gpt-5.5     | OpenAI   | 4       | 9     | 9      |

    Example: The model that Uma names answers, although a cheaper one is good enough
      When Uma asks Ada "Hello", naming the model "gpt-5.5"
      Then the model "gpt-5.5" of OpenAI was chosen for a simple question
      And the reason on record is "The question is simple (nothing speaks for more). The model was named."

    Example: A model that is not good enough answers if it is named
      When Uma asks Ada "Why? Explain, compare, justify, plan", naming the model "gpt-4o-mini"
      Then the model "gpt-4o-mini" of OpenAI was chosen for an advanced question

    Example: A model that is not on offer answers if it is named
      When Uma asks Ada "Hello", naming the model "gpt-4.1"
      Then the model "gpt-4.1" of OpenAI was chosen for a simple question

    Example: The agent's own model answers where nobody names one
      Given Olivia has given Ada the model "gpt-5.5"
      When Uma asks Ada a simple question
      Then the model "gpt-5.5" of OpenAI was chosen for a simple question

    Example: The model that Uma names goes before the agent's own
      Given Olivia has given Ada the model "gpt-5.5"
      When Uma asks Ada "Hello", naming the model "gpt-4.1"
      Then the model "gpt-4.1" of OpenAI was chosen for a simple question

  @AR-05.11
  Rule: Where no model is good enough the best there is answers, and that is said

    Example: The best model answers, and of equally good ones the cheapest
      Given these models are on offer
        | model       | provider | quality | input | output |
        | gpt-4o-mini | OpenAI   | 1       | 1     | 1      |
        | gpt-5       | OpenAI   | 2       | 9     | 9      |
        | gpt-5-mini  | OpenAI   | 2       | 5     | 5      |
      When Uma asks Ada "Explain, compare and justify"
      Then the model "gpt-5-mini" of OpenAI was chosen for a complex question
      And the reason on record is "The question is complex (3 reasoning words). No model is good enough; this is the best there is."

  @AR-05.11
  Rule: Where no model on offer can be chosen, the first provider's own model answers

    Scenario Outline: The first provider's own model answers where <what>
      Given only OpenAI is configured
      And these models are on offer
        | model   | provider   | quality   | input | output |
        | <model> | <provider> | <quality> | 1     | 1      |
      When Uma asks Ada a complex question
      Then the model "gpt-6-luna" of OpenAI was chosen for a complex question

      Examples: what is on offer
        | what                                     | model             | provider  | quality |
        | nobody said how good the others are      | gpt-5.5           | OpenAI    |         |
        | the others belong to a provider not here | claude-sonnet-5-5 | Anthropic | 4       |

    Example: The first provider's own model answers where nothing is on offer
      When Uma asks Ada "Hello"
      Then the model "gpt-6-luna" of OpenAI was chosen for a simple question
      And the reason on record is "The question is simple (nothing speaks for more). No model is configured to choose from; this is the first provider's own."
