@AR-05 @limits
Feature: Budgets after a crash
  A crash frees no money that may have been spent, and holds none back for ever.
  Seam: process that dies → recovery → budget.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And nothing is tried again

  @AR-05.26
  Rule: What the platform was doing when it died is settled at what was reserved, once

    @recovery
    Example: A question that was being asked is settled at what was reserved
      Given the platform runs in a process of its own
      And Olivia has given Uma a budget of 1 USD a day
      And OpenAI never answers
      And Uma's question has reached OpenAI
      When the platform is killed and started again
      Then 0 USD of Uma's budget are reserved and 0.666 USD spent

    @recovery
    Example: A second recovery settles nothing again
      Given the platform runs in a process of its own
      And Olivia has given Uma a budget of 1 USD a day
      And OpenAI never answers
      And Uma's question has reached OpenAI
      And the platform was killed and started again, once
      When the platform is killed and started again
      Then 0 USD of Uma's budget are reserved and 0.666 USD spent

    @recovery
    Example: What was settled before stays settled at what it cost
      Given the platform runs in a process of its own
      And Olivia has given Uma a budget of 1 USD a day
      And Uma has asked OpenAI "Hello"
      And 0 USD of Uma's budget are reserved and 0.007 USD spent
      When the platform is killed and started again
      Then 0 USD of Uma's budget are reserved and 0.007 USD spent

    Example: A platform that fell silent is settled for by another one
      Given Olivia has given Uma a budget of 1 USD a day
      And another platform on the same data asks OpenAI for Uma, and falls silent
      And the platform makes its rounds
      When 15 seconds pass
      Then 0 USD of Uma's budget are reserved and 0.666 USD spent

    @recovery
    Example: An execution that was running is settled at what was reserved
      Given the platform runs in a process of its own
      And Olivia has given Ada a budget of 10 USD a day
      And OpenAI never answers
      And Uma has heard nothing of Ada's answer to "Hello"
      When the platform is killed and started again
      Then the execution is interrupted, and no execution is running
      And 0 USD of Ada's budget are reserved and 1.56 USD spent
