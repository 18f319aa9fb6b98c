@INTG-04 @limits
Feature: Used-up quota
  A person whose provider wants money is told so at once, instead of waiting for what no wait can mend.
  Seam: chat request → gateway → OpenAI or Anthropic.

  @INTG-04.4
  Rule: A used-up quota is told to the person after one attempt

    Scenario Outline: No wait helps when <provider> <condition>, asked for an answer <manner>
      Given <provider> <condition>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider's quota is used up
      And <provider> was asked once
      And it took no time

      Examples: of provider, reason and manner
        | provider  | condition                | manner       |
        | OpenAI    | wants to be paid first   | as a whole   |
        | OpenAI    | wants to be paid first   | word by word |
        | OpenAI    | has no quota left for us | as a whole   |
        | OpenAI    | has no quota left for us | word by word |
        | Anthropic | wants to be paid first   | as a whole   |
        | Anthropic | wants to be paid first   | word by word |
        | Anthropic | has no quota left for us | as a whole   |
        | Anthropic | has no quota left for us | word by word |

  @INTG-04.4
  Rule: A request to slow down is not mistaken for a used-up quota

    Scenario Outline: <provider> that only asks for a second is waited for
      Given <provider> asks us to wait 1 second, for the next 1 request
      When Uma asks <provider> "Hello"
      Then the answer is "You said: Hello", given by <provider>
      And <provider> was asked twice

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
