@AR-05 @limits
Feature: Prices of models
  The operator says once what each model costs and how long its answers can get.
  Seam: operator → models on offer → budget → gateway → OpenAI, then Anthropic.

  @AR-05.26
  Rule: A model that may cost nobody knows how much is not asked while a budget is in force

    Example: A model without a price is not asked
      Given Olivia has given Uma a budget of 100 USD a day
      When Uma asks OpenAI "Hello", naming the model "gpt-6.1-sol"
      Then the request fails because the budget does not allow it
      And Uma is told "Nobody can say what the model gpt-6.1-sol can cost at most: it has no price or no longest answer here, and the asker's budget is in force"
      And OpenAI was never contacted

    Example: Whoever has no budget is answered by a model without a price
      Given Olivia has given Uma a budget of 100 USD a day
      When Mallory asks OpenAI "Hello", naming the model "gpt-6.1-sol"
      Then the answer is "You said: Hello", given by OpenAI

    Example: A model without a longest answer is not asked without a limit
      Given these models are on offer
        | model      | provider | input | output |
        | gpt-6-luna | OpenAI   | 1000  | 2000   |
      And Olivia has given Uma a budget of 100 USD a day
      When Uma asks "Hello"
      Then the request fails because the budget does not allow it
      And OpenAI was never contacted

    Example: A model without a longest answer is asked for an answer of 10 tokens
      Given these models are on offer
        | model      | provider | input | output |
        | gpt-6-luna | OpenAI   | 1000  | 2000   |
      And Olivia has given Uma a budget of 100 USD a day
      When Uma asks OpenAI "Hello", for at most 10 tokens
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was asked for at most 10 tokens

    Example: Neither model is asked where the backup has no price
      Given these models are on offer
        | model      | provider | input | output | longest answer |
        | gpt-6-luna | OpenAI   | 1000  | 2000   | 100            |
      And Olivia has given Uma a budget of 100 USD a day
      When Uma asks "Hello", allowing failover
      Then the request fails because the budget does not allow it
      And OpenAI was never contacted
      And Anthropic was never contacted

  @AR-05.26
  Rule: Costs are counted in billionths, rounded up

    Example: A fraction of a billionth counts as a whole one, for each attempt
      Given these models are on offer
        | model      | provider | input       | output | longest answer |
        | gpt-6-luna | OpenAI   | 0.000000001 | 0      | 100            |
      And Olivia has given Uma a budget of 1 USD a day
      And OpenAI takes 5 seconds to answer
      When Uma begins to wait for OpenAI's answer to "Hello"
      Then 0.000000005 USD of Uma's budget are reserved and 0 USD spent

    Example: A model that costs nothing may be asked with a budget of nothing
      Given these models are on offer
        | model      | provider | input | output | longest answer |
        | gpt-6-luna | OpenAI   | 0     | 0      | 100            |
      And Olivia has given Uma a budget of 0 USD a day
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
