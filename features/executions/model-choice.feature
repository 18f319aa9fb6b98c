@AR-05 @executions
Feature: Choosing the model
  Easy questions go to cheap models and hard ones to good models, without anybody having to think of it.
  Seam: person → agent → choice of the model → gateway → OpenAI or Anthropic.
  How complex a question is, is told under the complexity of questions.

  @AR-05.11
  Rule: The cheapest model on offer whose quality is enough for the question answers

    Background:
      Given these models are on offer
        | model             | provider  | quality | input | output |
        | gpt-5.5           | OpenAI    | 4       | 20    | 60     |
        | claude-sonnet-5-5 | Anthropic | 3       | 5     | 25     |
        | gpt-5             | OpenAI    | 3       | 4     | 27     |
        | gpt-4o-mini       | OpenAI    | 1       | 0.5   | 1      |

    Scenario Outline: A <complexity> question is answered by <provider>'s <model>
      When Uma asks Ada a <complexity> question
      Then the model "<model>" of <provider> was chosen for a <complexity> question

      Examples: each complexity; the cheaper model is the one whose two prices sum up to less
        | complexity | model             | provider  |
        | simple     | gpt-4o-mini       | OpenAI    |
        | moderate   | claude-sonnet-5-5 | Anthropic |
        | complex    | claude-sonnet-5-5 | Anthropic |
        | advanced   | gpt-5.5           | OpenAI    |

    Example: A chat with the default assistant goes by the same rule
      When Uma writes "Why?"
      Then the model "claude-sonnet-5-5" of Anthropic was chosen for a moderate question

  @AR-05.11
  Rule: Among models that are good enough the price alone decides, and one without a price comes last

    Example: The best model answers a simple question if it is the cheapest
      Given these models are on offer
        | model       | provider | quality | input | output |
        | gpt-4o-mini | OpenAI   | 1       | 5     | 5      |
        | gpt-5.5     | OpenAI   | 4       | 1     | 1      |
      When Uma asks Ada a simple question
      Then the model "gpt-5.5" of OpenAI was chosen for a simple question

    Example: A model with any price goes before one without
      Given these models are on offer
        | model       | provider | quality | input | output |
        | gpt-4o-mini | OpenAI   | 1       |       |        |
        | gpt-5.5     | OpenAI   | 4       | 90    | 90     |
      When Uma asks Ada a simple question
      Then the model "gpt-5.5" of OpenAI was chosen for a simple question

  @AR-05.11
  Rule: Of models that cost the same the one configured first answers

    Scenario Outline: <first> goes before <second> that costs the same
      Given these models are on offer
        | model    | provider | quality | input | output |
        | <first>  | OpenAI   | 3       | 2     | 8      |
        | <second> | OpenAI   | 4       | 8     | 2      |
      When Uma asks Ada a complex question
      Then the model "<first>" of OpenAI was chosen for a complex question

      Examples: both orders
        | first   | second  |
        | gpt-5   | gpt-4.1 |
        | gpt-4.1 | gpt-5   |

  @AR-05.11
  Rule: The choice stays on record, whatever comes of the question

    Example: The choice stays on record when the model fails
      Given OpenAI calls the request invalid
      When Uma asks Ada "Why?"
      Then the execution failed because our request was invalid
      And the model "gpt-6-luna" of OpenAI was chosen for a moderate question

    Example: The choice stays on record when the backup answers in the end
      Given OpenAI is out of service
      And Anthropic will answer "On its way"
      When Uma asks Ada "Why?"
      Then Ada answers "On its way"
      And the model "gpt-6-luna" of OpenAI was chosen for a moderate question

    Example: The choice is on record while the question still runs
      Given OpenAI takes 5 seconds to answer
      When Uma begins to wait for Ada's answer to "Why?"
      Then the model "gpt-6-luna" of OpenAI was chosen for a moderate question
      And the execution is running
