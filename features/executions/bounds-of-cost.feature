@AR-05 @limits
Feature: Bounds of cost
  Before a model is asked it is known what this can cost at most, so that a budget can be kept.
  Seam: person → budget → gateway → OpenAI, then Anthropic.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And OpenAI takes 5 seconds to answer

  @AR-05.26
  Rule: What is reserved is the longest question and the longest answer, for every attempt that is permitted

    Scenario Outline: The question "<question>" reserves <reserved> USD
      Given Olivia has given Uma a budget of 100 USD a day
      When Uma begins to wait for OpenAI's answer to "<question>"
      Then <reserved> USD of Uma's budget are reserved and 0 USD spent

      Examples: every byte counts as a token, and "ü" and "ß" have two
        | question | reserved |
        | Hello    | 1.065    |
        | Hello!   | 1.070    |
        | Grüße    | 1.075    |

    Example: Where nothing is tried again, one attempt is reserved instead of three
      Given nothing is tried again
      And Olivia has given Uma a budget of 100 USD a day
      When Uma begins to wait for OpenAI's answer to "Hello"
      Then 0.639 USD of Uma's budget are reserved and 0 USD spent

    Example: Where failover is allowed, three attempts at the backup are reserved too
      Given Olivia has given Uma a budget of 100 USD a day
      When Uma begins to wait for an answer to "Hello", allowing failover
      Then 2.13 USD of Uma's budget are reserved and 0 USD spent
      And OpenAI was asked once

    Example: A question for a shorter answer reserves less
      Given Olivia has given Uma a budget of 100 USD a day
      When Uma begins to wait for OpenAI's answer to "Hello", of at most 10 tokens
      Then 0.165 USD of Uma's budget are reserved and 0 USD spent

  @AR-05.26
  Rule: No answer gets longer than what was reserved for it

    Scenario Outline: Whoever wants up to <wanted> tokens gets up to <allowed>
      When Uma asks OpenAI "Hello", for at most <wanted> tokens
      Then OpenAI was asked for at most <allowed> tokens

      Examples: around the longest answer
        | wanted | allowed |
        | 99     | 99      |
        | 100    | 100     |
        | 101    | 100     |

    Example: Whoever names no length gets no more than the longest answer
      When Uma asks OpenAI "Hello"
      Then OpenAI was asked for at most 100 tokens

    Example: The backup's longest answer holds for the backup
      Given OpenAI is out of service
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by Anthropic
      And Anthropic was asked for at most 100 tokens
