@AR-05 @limits
Feature: Budgets
  Administrators decide what people and agents may spend a day on language models.
  Seam: administrator → budgets → everything that asks a model.
  A day is a UTC day. What counts against a budget is told under the limits of budgets.

  @AR-05.26
  Rule: An administrator gives people and agents a budget of money a day

    Scenario Outline: <owner> gets a budget of <amount> USD
      When Olivia gives <owner> a budget of <amount> USD a day
      Then <owner> may spend <amount> USD a day, of which 0 USD are reserved and 0 USD spent

      Examples: people and agents
        | owner | amount |
        | Uma   | 0.5    |
        | Ada   | 12.25  |

      Examples: the least, the smallest part and the most
        | owner | amount      |
        | Uma   | 0           |
        | Uma   | 0.000000001 |
        | Uma   | 8000000     |

    Example: A new budget counts at once, against all that was spent today
      Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
      And Olivia has given Uma a budget of 5 USD a day
      And Uma has asked OpenAI "Hello"
      When Olivia gives Uma a budget of 0.007 USD a day
      Then Uma may spend 0.007 USD a day, of which 0 USD are reserved and 0.007 USD spent

    Example: Each change is on record, with the budget before
      Given Olivia has given Uma a budget of 0.5 USD a day
      When Olivia gives Uma a budget of 0.75 USD a day
      Then the audit trail tells that Olivia set Uma's budget to 0.5 USD, and from there to 0.75 USD

    Example: The installation counts in its own currency
      Given the installation counts in EUR
      When Olivia gives Uma a budget of 0.5 EUR a day
      Then Uma may spend 0.5 EUR a day, of which 0 EUR are reserved and 0 EUR spent

  @AR-05.26
  Rule: Nobody else sets a budget, not even their own

    Scenario Outline: <person> may not give <owner> a budget
      When <person> gives <owner> a budget of 100 USD a day
      Then the request fails because the role does not allow it
      And <owner> has no budget

      Examples: a supervisor and a user
        | person | owner |
        | Sam    | Uma   |
        | Uma    | Uma   |
        | Sam    | Ada   |

  @AR-05.26
  Rule: What is no amount in the installation's currency is refused, and so is a budget for nobody

    Scenario Outline: A budget of <amount> <currency> is refused
      When Olivia gives Uma a budget of <amount> <currency> a day
      Then the request fails because the request is not valid
      And the place named is <place>
      And Uma has no budget

      Examples: what is wrong with it
        | amount       | currency | place        |
        | -0.5         | USD      | the amount   |
        | 0.0000000001 | USD      | the amount   |
        | 8000000.1    | USD      | the amount   |
        | 1            | EUR      | the currency |

    Scenario Outline: An unknown <kind> gets no budget
      When Olivia gives the unknown <kind> a budget of 1 USD a day
      Then the request fails because there is no such thing

      Examples: both kinds
        | kind   |
        | person |
        | agent  |

    Example: A person is not found among the agents
      When Olivia gives Uma a budget of 1 USD a day, as if that were an agent
      Then the request fails because there is no such thing
      And Uma has no budget
