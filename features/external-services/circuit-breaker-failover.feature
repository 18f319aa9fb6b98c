@INTG-04 @breaker @failover
Feature: Failover and the circuit breaker
  A provider that is left alone costs nobody who allowed failover a moment, and comes back into use by itself.
  Seam: chat request → gateway → breaker of OpenAI, then Anthropic.

  Background:
    Given nothing is tried again
    And OpenAI has failed 5 times in a row

  @INTG-04.16
  Rule: While a breaker is open, a request that allows failover is answered by the next provider at once

    Example: The backup answers without a moment lost
      Given Anthropic will answer "Nobody had to wait"
      When Uma asks "Hello", allowing failover
      Then the answer is "Nobody had to wait", given by Anthropic
      And the attempts were
        | provider  | outcome         | duration  |
        | OpenAI    | was unavailable | 0 seconds |
        | Anthropic | answered        | 0 seconds |
      And OpenAI was asked 5 times

    Example: When the backup fails too, the person may come back as soon as the first of them may be well
      Given 12 seconds pass
      And Anthropic asks us to wait 160 seconds
      When Uma asks "Hello", allowing failover
      Then the request fails because every provider failed
      And Uma may try again after 18 seconds
      And OpenAI was asked 5 times

  @INTG-04.16
  Rule: While a breaker is half open, a request that allows failover is answered too

    Example: The backup answers when the probe fails
      Given 30 seconds pass
      And Anthropic will answer "Still here"
      When Uma asks "Hello", allowing failover
      Then the answer is "Still here", given by Anthropic
      And the attempts were
        | provider  | outcome         | duration  |
        | OpenAI    | was unavailable | 0 seconds |
        | Anthropic | answered        | 0 seconds |
      And OpenAI was asked 6 times
      And the metrics show the breaker of OpenAI as open

    Example: The backup answers whoever asks during the probe
      Given OpenAI takes 2 seconds to answer
      And 30 seconds pass
      And Sam is waiting for an answer
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by Anthropic
      And OpenAI was asked 6 times
      And Sam gets the answer "You said: Are you well again?"

    Example: The primary answers again when the probe succeeds
      Given 30 seconds pass
      And OpenAI is well again
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by OpenAI
      And Anthropic was never contacted
      And the metrics show the breaker of OpenAI as closed
