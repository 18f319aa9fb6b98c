@INTG-04 @breaker
Feature: Recovery of a circuit breaker
  When its rest is over a provider is tried with a single question, so that one that is still unwell is not overrun.
  Seam: chat request → gateway → breaker → provider.

  Background:
    Given nothing is tried again
    And OpenAI has failed 5 times in a row

  @INTG-04.16
  Rule: After 30 seconds exactly one probe is sent, and others are refused as long as it is under way

    Example: One millisecond too early nothing is sent
      Given OpenAI is well again
      And 30 seconds minus 1 millisecond pass
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after 1 second
      And OpenAI was asked 5 times

    Example: At the thirtieth second the question is sent
      Given OpenAI is well again
      And 30 seconds pass
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was asked 6 times

    Example: Of ten questions at the same time one is the probe
      Given OpenAI takes 2 seconds to answer
      And 30 seconds pass
      When 10 people ask at the same time
      Then 1 of them is answered and 9 are told that the provider is unavailable
      And OpenAI was asked 6 times

    Example: Who asks during the probe is asked to come back in a second
      Given OpenAI takes 2 seconds to answer
      And 30 seconds pass
      And Sam is waiting for an answer
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after 1 second
      And the metrics show the breaker of OpenAI as half open

  @INTG-04.16
  Rule: An answer that does not count as a failure closes the breaker

    Scenario Outline: Everybody is served again after a probe that <outcome>
      Given 30 seconds pass
      And OpenAI is well again
      And OpenAI <outcome> for the next 1 request
      And Sam has asked in vain once
      When 10 people ask at the same time
      Then all 10 of them are answered
      And the metrics show the breaker of OpenAI as closed

      Examples: answers of a provider that is well
        | outcome                   |
        | calls the request invalid |
        | rejects our credentials   |
        | has no quota left for us  |

    Example: The count begins anew after a probe that was answered
      Given 30 seconds pass
      And OpenAI is well again
      And Sam has been answered once
      And OpenAI has failed 4 more times
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And OpenAI was asked 11 times

  @INTG-04.16
  Rule: A probe that fails opens the breaker for another 30 seconds

    Scenario Outline: Nothing is sent for 30 seconds more after a probe that <trouble>
      Given 30 seconds pass
      And OpenAI <trouble>
      And Sam has asked in vain once
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after 30 seconds
      And OpenAI was asked 6 times

      Examples: failures that count
        | trouble                    |
        | is overloaded              |
        | takes 35 seconds to answer |
        | answers with nothing       |

  @INTG-04.16
  Rule: A probe whose caller has gone away leaves its place to the next question, and says nothing

    Example: Of the next ten questions one is the probe
      Given OpenAI takes 2 seconds to answer
      And 30 seconds pass
      And Sam is waiting for an answer
      And Sam has gone away
      When 10 people ask at the same time
      Then 1 of them is answered and 9 are told that the provider is unavailable
      And OpenAI was asked 7 times
