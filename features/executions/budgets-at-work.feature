@AR-05 @limits
Feature: Budgets of agents at work
  An agent's work is paid twice: out of the agent's own budget, and out of that of whoever asked.
  Seam: person → agent → budgets → gateway → OpenAI, then Anthropic.
  "Hello" and Ada's instructions count as 60 tokens; two providers may be asked 3 times each: 1.56 USD at most.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And nothing is tried again

  @AR-05.26
  Rule: An agent works only if the most that this can cost is left of its own budget and of the asker's

    Scenario Outline: Just enough of <owner>'s budget, to the last billionth, is enough
      Given Olivia has given <owner> a budget of 1.56 USD a day
      When Uma asks Ada "Hello"
      Then Ada answers "You said: Hello"
      And OpenAI was asked once
      And 0 USD of <owner>'s budget are reserved and 0.014 USD spent

      Examples: the agent's, the asker's
        | owner |
        | Ada   |
        | Uma   |

    Scenario Outline: With a billionth too little of <owner>'s budget nobody is asked
      Given Olivia has given Ada a budget of <Ada's> USD a day
      And Olivia has given Uma a budget of <Uma's> USD a day
      When Uma asks Ada "Hello"
      Then the request fails because the budget does not allow it
      And nothing of Ada's budget is reserved or spent
      And nothing of Uma's budget is reserved or spent
      And OpenAI was never contacted

      Examples: the agent's, the asker's
        | owner | Ada's       | Uma's       |
        | Ada   | 1.559999999 | 100         |
        | Uma   | 100         | 1.559999999 |

    Example: The attempt is on record as blocked
      Given Olivia has given Ada a budget of 1 USD a day
      When Uma asks Ada "Hello"
      Then the request fails because the budget does not allow it
      And the attempt is decided on record as blocked, and has no outcome
      And OpenAI was never contacted

    Scenario Outline: What Uma had Ada spend is gone for Mallory too, with a budget of <budget> USD
      Given Olivia has given Ada a budget of <budget> USD a day
      And Uma has asked Ada "Hello"
      And OpenAI takes 2 seconds to answer
      When Mallory and Uma ask Ada "Hello" at the same moment
      Then <answered> got an answer, and <refused> failed because the budget does not allow it
      And OpenAI was asked <times>

      Examples: to the last billionth
        | budget      | answered | refused | times   |
        | 3.134       | 2        | 0       | 3 times |
        | 3.133999999 | 1        | 1       | twice   |
        | 1.573999999 | 0        | 2       | once    |

    Example: Ada asks no model without a price
      Given Olivia has given Ada a budget of 100 USD a day
      When Uma asks Ada "Hello", naming the model "gpt-4.1"
      Then the request fails because the budget does not allow it
      And OpenAI was never contacted

  @AR-05.26
  Rule: For work that waits for approval nothing is reserved before it begins

    Background:
      Given Olivia has given Ada a budget of 1.56 USD a day

    Example: A proposal reserves nothing
      When Uma asks Ada "Hello", asking for approval first
      Then a proposal waits for a supervisor
      And nothing of Ada's budget is reserved or spent

    Example: What was approved reserves when it begins
      Given OpenAI takes 5 seconds to answer
      And Uma has asked Ada "Hello", asking for approval first
      When Sam approves it
      Then 1.56 USD of Ada's budget are reserved and 0 USD spent
      And the execution is running

    Example: What was approved does not begin if the budget does not allow it by then
      Given Uma has asked Ada "Hello", asking for approval first
      And Olivia has given Ada a budget of 1.559999999 USD a day
      When Sam approves it
      Then the execution is blocked
      And nothing of Ada's budget is reserved or spent
      And OpenAI was never contacted
