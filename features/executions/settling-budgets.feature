@AR-05 @limits
Feature: Settling budgets
  When it is over, what was reserved gives way to what it cost; and where nobody knows, to all that was reserved.
  Seam: gateway → budget.

  Background:
    Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
    And nothing is tried again
    And Olivia has given Uma a budget of 100 USD a day

  @AR-05.26
  Rule: An answer costs what the provider says was used

    Scenario Outline: The answer "<answer>" to "<question>", given <manner>, costs <cost> USD
      Given OpenAI will answer "<answer>"
      When Uma asks OpenAI "<question>", to be answered <manner>
      Then 0 USD of Uma's budget are reserved and <cost> USD spent

      Examples: a token a word
        | question     | answer         | cost  | manner       |
        | Hello        | Hi             | 0.003 | as a whole   |
        | Hello        | Hi             | 0.003 | word by word |
        | How are you? | Well, and you? | 0.009 | as a whole   |

    Example: After failover only the provider that answered is paid
      Given OpenAI is out of service
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by Anthropic
      And 0 USD of Uma's budget are reserved and 0.007 USD spent

    Example: A provider that is passed over for want of a key costs nothing
      Given Uma has brought an Anthropic key ending in "7Qx2"
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by Anthropic
      And 0 USD of Uma's budget are reserved and 0.007 USD spent

    Example: A provider that is left alone because it failed too often costs nothing
      Given OpenAI has failed 5 times in a row
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by Anthropic
      And 0 USD of Uma's budget are reserved and 0.007 USD spent

    Example: What all questions cost adds up
      Given Uma has asked OpenAI "Hello"
      When Uma asks OpenAI "Hello"
      Then 0 USD of Uma's budget are reserved and 0.014 USD spent

  @AR-05.26
  Rule: Where nobody knows what was used, what was reserved is spent

    Scenario Outline: The whole reserve is spent when OpenAI <way>
      Given OpenAI <way>
      When Uma's question to OpenAI "Hello" has ended, however it ends
      Then 0 USD of Uma's budget are reserved and 0.639 USD spent

      Examples: answers and ends that tell nothing
        | way                                               |
        | will answer "Hi" without saying what it used      |
        | stops after 1 word without an end mark            |
        | is cut off in the middle                          |
        | answers in broken text                            |
        | is silent                                         |
        | hangs up                                          |

    Example: After failover the primary's whole reserve is spent if it may have worked
      Given OpenAI is silent
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by Anthropic
      And 0 USD of Uma's budget are reserved and 1.278 USD spent

    Example: The whole reserve is spent when the person goes away
      Given OpenAI takes 5 seconds to answer
      And Uma is waiting for OpenAI's answer to "Hello"
      When Uma goes away without the answer
      Then 0 USD of Uma's budget are reserved and 0.639 USD spent

  @AR-05.26
  Rule: What no provider worked on costs nothing

    Scenario Outline: Nothing is spent when OpenAI <way>
      Given OpenAI <way>
      When Uma's question to OpenAI "Hello" has ended, however it ends
      Then nothing of Uma's budget is reserved or spent

      Examples: refusals, and questions that never went out
        | way                       |
        | is out of service         |
        | calls the request invalid |
        | rejects our credentials   |
        | refuses the connection    |
        | cannot be reached         |
