@AR-05 @limits
Feature: Settling agents' budgets
  However an execution ends, its budgets are settled with it: at what was used, or at what was reserved where nobody knows.
  Seam: agent → gateway → budgets.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And nothing is tried again
    And Olivia has given Ada a budget of 10 USD a day

  @AR-05.26
  Rule: Every end of an execution settles the budgets of the agent and of the asker

    Scenario Outline: An execution that is <status> when OpenAI <way> costs <spent> USD
      Given Olivia has given Uma a budget of 10 USD a day
      And OpenAI <way>
      When Uma asks Ada "Hello"
      Then the execution is <status>
      And 0 USD of Ada's budget are reserved and <spent> USD spent
      And 0 USD of Uma's budget are reserved and <spent> USD spent

      Examples: completed and failed, with and without a word on what was used
        | status    | way                                          | spent |
        | completed | will answer "Hi"                             | 0.01  |
        | completed | will answer "Hi" without saying what it used | 1.56  |
        | failed    | stops after 1 word without an end mark       | 1.56  |
        | failed    | calls the request invalid                    | 0     |

    Example: A running execution has reserved the most that it can cost
      Given OpenAI takes 5 seconds to answer
      When Uma begins to wait for Ada's answer to "Hello"
      Then the execution is running
      And 1.56 USD of Ada's budget are reserved and 0 USD spent

    Example: A cancelled execution costs all that was reserved
      Given OpenAI takes 5 seconds to answer
      And Uma is waiting for Ada's answer to "Hello"
      When Uma cancels the execution, and 1 second passes
      Then the execution is cancelled
      And 0 USD of Ada's budget are reserved and 1.56 USD spent

    Example: A stopped execution costs all that was reserved
      Given Olivia has given Sol a budget of 10 USD a day
      And OpenAI takes 5 seconds to answer
      And Uma is waiting for Sol to create "The calendar"
      When Sam stops the execution
      Then the execution is cancelled
      And 0 USD of Sol's budget are reserved and 1.578 USD spent

    Example: An execution that ran over midnight costs the new day nothing
      Given OpenAI takes 2 seconds to answer
      And 12 hours minus 1 second pass
      And Uma is waiting for Ada's answer to "Hello"
      When 2 seconds pass
      Then the execution is completed
      And nothing of Ada's budget is reserved or spent

  @AR-05.26
  Rule: A correction asks the model again, and reserves again for it

    Background:
      Given OpenAI will answer "Monday is free now", a word every 2 seconds

    Example: The corrected answer and the next one are both paid
      Given Olivia has given Sol a budget of 10 USD a day
      And Uma is listening to Sol as it begins to create "The calendar"
      And 5 seconds pass
      And OpenAI will answer "Tuesday then"
      When Sam corrects the execution: "Not on Mondays"
      Then Sol answers "Tuesday then"
      And 0 USD of Sol's budget are reserved and 1.596 USD spent

    Example: With a budget for one answer the correction ends the execution
      Given Olivia has given Sol a budget of 2 USD a day
      And Uma is listening to Sol as it begins to create "The calendar"
      And 5 seconds pass
      When Sam corrects the execution: "Not on Mondays"
      Then the execution failed because the budget does not allow it
      And 0 USD of Sol's budget are reserved and 1.578 USD spent
      And OpenAI was asked once
