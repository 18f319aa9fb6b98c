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

    Example: A millisecond before midnight what was spent still counts
      Given Uma has asked OpenAI "Hello"
      And 12 hours minus 1 millisecond pass
      When Uma asks "Hello"
      Then the request fails because the budget does not allow it
      And OpenAI was asked once

    Example: What was left of a day is not kept for the next
      Given 12 hours pass
      When Uma asks "Hello" 2 times at the same moment
      Then 1 got an answer, and 1 failed because the budget does not allow it
      And OpenAI was asked once

  @AR-05.26
  Rule: What runs over midnight is reserved of, and settled on, the day on which it began

    Background:
      Given OpenAI takes 2 seconds to answer
      And 12 hours minus 1 second pass
      And Uma is waiting for OpenAI's answer to "Hello"

    Example: The new day's budget is whole while it runs
      When 1 second passes
      Then nothing of Uma's budget is reserved or spent

    Example: The new day's budget is whole when it has ended
      When 3 seconds pass
      Then nothing of Uma's budget is reserved or spent

    Example: The whole new day is free for another question, and pays for that one only
      Given 1 second passes
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was asked twice
      And 0 USD of Uma's budget are reserved and 0.007 USD spent

    Example: Before midnight it is reserved of the old day, and nothing is left
      When Uma asks "Hello"
      Then the request fails because the budget does not allow it
      And OpenAI was asked once
