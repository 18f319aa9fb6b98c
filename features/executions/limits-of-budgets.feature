@AR-05 @limits
Feature: Limits of budgets
  A budget holds whatever a model answers: what could go beyond it is never asked.
  Seam: person → budget → gateway → OpenAI, then Anthropic.
  A question counts as one token for each byte of its text and eight for each message: "Hello" as 13.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And nothing is tried again

  @AR-05.26
  Rule: A model is asked only if the most that this can cost is left of the person's budget

    Example: What fits to the last billionth is asked
      Given Olivia has given Uma a budget of 0.639 USD a day
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI

    Scenario Outline: With a billionth less OpenAI is not asked for an answer <manner>
      Given Olivia has given Uma a budget of 0.638999999 USD a day
      When Uma asks "Hello", to be answered <manner>
      Then the request fails because the budget does not allow it
      And OpenAI was never contacted
      And nothing of Uma's budget is reserved or spent

      Examples: both manners
        | manner       |
        | as a whole   |
        | word by word |

    Example: A program written for OpenAI is bound as well
      Given Olivia has given Uma a budget of 0.638999999 USD a day
      When Uma's program asks "Hello"
      Then the program's client reports an error, because the budget does not allow it
      And OpenAI was never contacted

    Example: The person is told what it can cost, but not what is left
      Given Olivia has given Uma a budget of 0.5 USD a day
      When Uma asks "Hello"
      Then the request fails because the budget does not allow it
      And Uma is told "This can cost up to 0.639000000 USD, and less than that is left of the asker's budget today"
      And OpenAI was never contacted

    Example: With a budget of nothing nothing is asked
      Given Olivia has given Uma a budget of 0 USD a day
      When Uma asks "Hello"
      Then the request fails because the budget does not allow it
      And OpenAI was never contacted

    Example: One person's budget binds nobody else
      Given Olivia has given Uma a budget of 0 USD a day
      When Mallory asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI

  @AR-05.26
  Rule: What is spent counts against the budget

    Example: What was spent leaves just enough
      Given Olivia has given Uma a budget of 0.646 USD a day
      And Uma has asked OpenAI "Hello"
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI

    Example: What was spent leaves a billionth too little
      Given Olivia has given Uma a budget of 0.645999999 USD a day
      And Uma has asked OpenAI "Hello"
      When Uma asks "Hello"
      Then the request fails because the budget does not allow it
      And OpenAI was asked once

  @AR-05.26
  Rule: What runs at once never exceeds the budget

    Scenario Outline: Of three questions at once, a budget of <budget> USD pays for <answered>
      Given Olivia has given Uma a budget of <budget> USD a day
      And OpenAI takes 2 seconds to answer
      When Uma asks "Hello" 3 times at the same moment
      Then <answered> got an answer, and <refused> failed because the budget does not allow it
      And OpenAI was asked <times>

      Examples: to the last billionth
        | budget      | answered | refused | times   |
        | 1.917       | 3        | 0       | 3 times |
        | 1.916999999 | 2        | 1       | twice   |
        | 1.278       | 2        | 1       | twice   |
        | 1.277999999 | 1        | 2       | once    |
