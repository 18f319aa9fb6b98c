@INTG-04 @breaker
Feature: Late answers and the circuit breaker
  A provider that fails again and again is left alone, whatever it says by then to a question of before.
  Seam: chat request → gateway → breaker → provider.

  Background:
    Given nothing is tried again
    And OpenAI takes 20 seconds to answer
    And Olivia is waiting for an answer

  @INTG-04.16
  Rule: An answer to a question from before the breaker opened does not close it

    Example: The answer comes 20 seconds after the fifth failure, and the next question is not sent
      Given OpenAI has failed 5 times in a row
      And 20 seconds pass
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after 10 seconds
      And OpenAI was asked 6 times

  @INTG-04.16
  Rule: An answer that comes before the breaker opens ends the row of failures, however old its question is

    Example: The answer comes after the fourth failure, and the count begins anew
      Given OpenAI has failed 4 times in a row
      And 20 seconds pass
      And OpenAI has failed 4 more times
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And OpenAI was asked 10 times
