@AR-05 @limits
Feature: Reading budgets
  Everybody knows how much they may still spend today; what others may spend is not their business.
  Seam: person → budgets.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And Olivia has given Uma a budget of 5 USD a day
    And Olivia has given Ada a budget of 5 USD a day

  @AR-05.26
  Rule: People read their own budget, and administrators read all

    Scenario Outline: <person> reads <owner>'s budget
      Given Uma has asked OpenAI "Hello"
      When <person> looks at <owner>'s budget
      Then <person> sees a budget of 5 USD, of which 0 USD are reserved and <spent> USD spent

      Examples: one's own, and those of others
        | person | owner | spent |
        | Uma    | Uma   | 0.007 |
        | Olivia | Uma   | 0.007 |
        | Olivia | Ada   | 0     |

    Example: What is under way is told apart from what is spent
      Given OpenAI takes 5 seconds to answer
      And Uma is waiting for OpenAI's answer to "Hello"
      When Uma looks at Uma's budget
      Then Uma sees a budget of 5 USD, of which 1.065 USD are reserved and 0 USD spent

    Example: Whoever has no budget is told so
      When Sam looks at Sam's budget
      Then Sam sees that there is none

  @AR-05.26
  Rule: Nobody else reads a budget

    Scenario Outline: <person> does not learn what <owner> may spend
      When <person> looks at <owner>'s budget
      Then the request fails because <failure>

      Examples: of other people and of agents
        | person  | owner | failure                     |
        | Mallory | Uma   | there is no such thing      |
        | Sam     | Uma   | there is no such thing      |
        | Uma     | Ada   | the role does not allow it  |
        | Sam     | Ada   | the role does not allow it  |
