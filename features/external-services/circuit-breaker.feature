@INTG-04 @breaker
Feature: Circuit breaker
  A provider that keeps failing is left alone for a while: people are told at once instead of waiting, and the provider can recover.
  Seam: chat request → gateway → breaker → provider.
  How a breaker closes again stands with the recovery of a breaker; breakers shared by several instances are out of scope.

  Background:
    Given nothing is tried again

  @INTG-04.16
  Rule: The fifth failure in a row opens a provider's breaker, and then nothing is sent to it

    Scenario Outline: After five questions to a provider that <trouble>, the sixth is not sent
      Given OpenAI <trouble>
      And Sam has asked in vain 5 times
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after 30 seconds
      And OpenAI was asked 5 times

      Examples: passing faults, answers that take too long and unreadable ones
        | trouble                    |
        | is out of service          |
        | is overloaded              |
        | refuses the connection     |
        | has broken security        |
        | hangs up                   |
        | takes 35 seconds to answer |
        | answers with a web page    |

    Example: Answers that break off word by word open it too
      Given OpenAI is cut off after 2 words
      And Sam has asked in vain 5 times, to be answered word by word
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And OpenAI was asked 5 times

    Example: After four failures the next question is still sent
      Given OpenAI has failed 4 times in a row
      And OpenAI is well again
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And the metrics show the breaker of OpenAI as closed

    Example: An answer in between starts the count anew
      Given OpenAI has failed 4 times in a row
      And OpenAI is well again
      And Sam has been answered once
      And OpenAI has failed 4 more times
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And OpenAI was asked 10 times

    Example: The time left is told, and the metrics show the breaker as open
      Given OpenAI has failed 5 times in a row
      And 12 seconds pass
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after 18 seconds
      And the metrics show the breaker of OpenAI as open

  @INTG-04.16
  Rule: What does not say that a provider is unwell neither opens its breaker nor starts the count anew

    Scenario Outline: Six questions to a provider that <complaint> are all sent
      Given OpenAI <complaint>
      And Sam has asked in vain 5 times
      When Uma asks "Hello"
      Then the request fails because <failure>
      And the metrics show the breaker of OpenAI as closed

      Examples: complaints
        | complaint                   | failure                               |
        | asks us to wait 180 seconds | the provider asked us to slow down    |
        | has no quota left for us    | the provider's quota is used up       |
        | rejects our credentials     | the provider rejected our credentials |
        | calls the request invalid   | our request was invalid               |
        | keeps the model from us     | the provider does not know the model  |

    Scenario Outline: Four failures and then one more open the breaker although it <complaint> in between
      Given OpenAI has failed 4 times in a row
      And OpenAI <complaint>
      And Sam has asked in vain once
      And OpenAI has failed 1 more time
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And OpenAI was asked 6 times

      Examples: complaints
        | complaint                   |
        | asks us to wait 180 seconds |
        | has no quota left for us    |
        | rejects our credentials     |
        | calls the request invalid   |
        | keeps the model from us     |
