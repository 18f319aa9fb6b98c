@AR-05 @limits
Feature: The most that a question can cost
  Before a model is asked it is known what this can cost at most, so that a budget can be kept.
  Seam: person → budget → gateway → OpenAI, then Anthropic.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And OpenAI takes 5 seconds to answer

  @AR-05.26
  Rule: What is reserved is the longest question and the longest answer, for every attempt that is permitted

    Scenario Outline: "<question>" reserves <reserved> USD
      Given Olivia has given Uma a budget of 100 USD a day
      When Uma begins to wait for OpenAI's answer to "<question>"
      Then <reserved> USD of Uma's budget are reserved and 0 USD spent

      Examples: each byte may be a token
        | question | reserved |
        | Hello    | 1.065    |
        | Hello!   | 1.070    |
        | Grüße    | 1.075    |

    Example: Two attempts less are two attempts cheaper
      Given nothing is tried again
      And Olivia has given Uma a budget of 100 USD a day
      When Uma begins to wait for OpenAI's answer to "Hello"
      Then 0.639 USD of Uma's budget are reserved and 0 USD spent

    Example: Where failover is allowed, the attempts at the backup are reserved too
      Given Olivia has given Uma a budget of 100 USD a day
      When Uma begins to wait for an answer to "Hello", allowing failover
      Then 2.13 USD of Uma's budget are reserved and 0 USD spent
      And OpenAI was asked once

    Example: A shorter answer reserves less
      Given Olivia has given Uma a budget of 100 USD a day
      When Uma begins to wait for OpenAI's answer to "Hello", of at most 10 tokens
      Then 0.165 USD of Uma's budget are reserved and 0 USD spent

  @AR-05.26
  Rule: No answer gets longer than what was reserved for it

    Scenario Outline: Who wants <wanted> tokens gets at most <allowed>
      When Uma asks OpenAI "Hello", for at most <wanted> tokens
      Then OpenAI was asked for at most <allowed> tokens

      Examples: around the longest answer
        | wanted | allowed |
        | 99     | 99      |
        | 100    | 100     |
        | 101    | 100     |

    Example: Who says nothing gets no more than the longest answer
      When Uma asks OpenAI "Hello"
      Then OpenAI was asked for at most 100 tokens

    Example: The backup's longest answer holds for the backup
      Given OpenAI is out of service
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by Anthropic
      And Anthropic was asked for at most 100 tokens

  @AR-05.26
  Rule: What has no bound is not asked while a budget is in force

    Example: A model without a price
      Given Olivia has given Uma a budget of 100 USD a day
      When Uma asks OpenAI "Hello", naming the model "gpt-6.1-sol"
      Then the request fails because the budget does not allow it
      And Uma is told "Nobody can say what the model gpt-6.1-sol can cost at most: it has no price or no longest answer here, and the asker's budget is in force"
      And OpenAI was never contacted

    Example: Without a budget prices do not matter
      When Mallory asks OpenAI "Hello", naming the model "gpt-6.1-sol"
      Then the answer is "You said: Hello", given by OpenAI
