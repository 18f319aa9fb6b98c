@AR-05 @limits
Feature: Days of budgets
  Every UTC day begins with the whole budget; what ran over midnight belongs to the day on which it was asked.
  Seam: clock → budget → gateway → OpenAI.
  Every example begins at noon.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And nothing is tried again
    And Olivia has given Uma a budget of 0.639 USD a day

  @AR-05.26
  Rule: A new UTC day begins with the whole budget

    Example: At midnight the budget is whole again
      Given Uma has asked OpenAI "Hello"
      And 12 hours pass
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI

    Example: A millisecond before midnight it is not
      Given Uma has asked OpenAI "Hello"
      And 12 hours minus 1 millisecond pass
      When Uma asks "Hello"
      Then the request fails because the budget does not allow it
      And OpenAI was asked once

    Example: What was left of a day is not kept for the next
      Given 12 hours pass
      When Uma asks "Hello" 2 times at the same moment
      Then 1 are answered and 1 fail because the budget does not allow it
      And OpenAI was asked once

  @AR-05.26
  Rule: What runs over midnight is reserved of, and settled on, the day on which it began

    Background:
      Given OpenAI takes 2 seconds to answer
      And 12 hours minus 1 second pass
      And Uma is waiting for OpenAI's answer to "Hello"

    Example: It takes nothing of the new day while it runs
      When 1 second passes
      Then 0 USD of Uma's budget are reserved and 0 USD spent

    Example: It takes nothing of the new day when it ends
      When 3 seconds pass
      Then 0 USD of Uma's budget are reserved and 0 USD spent

    Example: The whole new day is free for another question, and pays for that one only
      Given 1 second passes
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was asked twice
      And 0 USD of Uma's budget are reserved and 0.007 USD spent

    Example: The old day is what it was reserved of
      When Uma asks "Hello"
      Then the request fails because the budget does not allow it
      And OpenAI was asked once
