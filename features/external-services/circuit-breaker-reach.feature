@INTG-04 @breaker
Feature: Reach of a circuit breaker
  Each provider has a breaker of its own that counts every attempt, and an operator may do without.
  Seam: chat request → gateway → breaker → provider.

  @INTG-04.16
  Rule: Every attempt counts, also those by which one question is tried again

    Example: The second of two questions is given up at the fifth attempt
      Given OpenAI is out of service
      And Sam has asked in vain once
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after 30 seconds
      And the attempts were
        | provider | outcome         | duration  |
        | OpenAI   | was unavailable | 0 seconds |
        | OpenAI   | was unavailable | 0 seconds |
      And OpenAI was asked 5 times

    Example: Failures of several people add up
      Given OpenAI is silent
      And Sam has asked in vain 3 times
      And Olivia has asked in vain twice
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And OpenAI was asked 5 times

  @INTG-04.16
  Rule: An open breaker stops one provider alone

    Example: Who asks the other provider does not notice
      Given nothing is tried again
      And OpenAI has failed 5 times in a row
      When Uma asks Anthropic "Hello"
      Then the answer is "You said: Hello", given by Anthropic
      And the metrics show the breaker of OpenAI as open
      And the metrics show the breaker of Anthropic as closed

    Example: Anthropic has a breaker of its own
      Given nothing is tried again
      And Anthropic is overloaded
      And Sam has asked Anthropic in vain 5 times
      When Uma asks Anthropic "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after 30 seconds
      And Anthropic was asked 5 times

    Example: Who wants to be answered word by word is told at once too
      Given nothing is tried again
      And OpenAI has failed 5 times in a row
      When Uma asks "Hello", to be answered word by word
      Then the request fails because the provider is unavailable
      And Uma heard nothing
      And OpenAI was asked 5 times

  @INTG-04.16
  Rule: An operator can switch breakers off

    Example: A provider is still asked after 10 failures
      Given the breakers are switched off
      And nothing is tried again
      And OpenAI has failed 10 times in a row
      And OpenAI is well again
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was asked 11 times
