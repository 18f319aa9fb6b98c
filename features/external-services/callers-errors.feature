@INTG-04 @chat
Feature: Requests that the provider refuses
  A person who asks for something impossible learns why, at once, and nobody else suffers for it.
  Seam: chat request → gateway → OpenAI, then Anthropic.

  @INTG-04.5
  Rule: What the provider calls invalid is the caller's error, told after one attempt

    Scenario Outline: <provider> <condition>, in a question to be answered <manner>
      Given <provider> <condition>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because <failure>
      And <provider> was asked once
      And it took no time

      Examples: of provider, complaint and manner
        | provider  | condition                   | manner       | failure                                    |
        | OpenAI    | calls the request invalid   | as a whole   | our request was invalid                    |
        | OpenAI    | calls the request invalid   | word by word | our request was invalid                    |
        | OpenAI    | calls the request too large | as a whole   | our request was too large for the provider |
        | OpenAI    | calls the request too large | word by word | our request was too large for the provider |
        | OpenAI    | cannot process the request  | as a whole   | the provider could not process our request |
        | OpenAI    | cannot process the request  | word by word | the provider could not process our request |
        | Anthropic | calls the request invalid   | as a whole   | our request was invalid                    |
        | Anthropic | calls the request invalid   | word by word | our request was invalid                    |
        | Anthropic | calls the request too large | as a whole   | our request was too large for the provider |
        | Anthropic | calls the request too large | word by word | our request was too large for the provider |
        | Anthropic | cannot process the request  | as a whole   | the provider could not process our request |
        | Anthropic | cannot process the request  | word by word | the provider could not process our request |

    Scenario Outline: The reason that <provider> gives is passed on
      Given <provider> calls the request invalid: "Your question has 9,000 words too many"
      When Uma asks <provider> "Hello"
      Then the request fails because our request was invalid
      And Uma is told "<provider> calls the request invalid: Your question has 9,000 words too many"

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Example: The part of the request that OpenAI complains of is named
      When Uma asks OpenAI "Hello", for at most 1000001 tokens
      Then the request fails because our request was invalid
      And the place named is the length of the answer
      And OpenAI was asked once

  @INTG-04.5
  Rule: The caller's error leads to no failover, even where failover is allowed

    Scenario Outline: Nobody else is asked when OpenAI <condition>
      Given OpenAI <condition>
      When Uma asks "Hello", allowing failover
      Then the request fails because <failure>
      And OpenAI was asked once
      And Anthropic was never contacted

      Examples: of complaint
        | condition                   | failure                                    |
        | calls the request invalid   | our request was invalid                    |
        | calls the request too large | our request was too large for the provider |
        | cannot process the request  | the provider could not process our request |

  @INTG-04.5
  Rule: The caller's error does not count against the provider

    Scenario Outline: <provider> is still asked after 5 invalid requests in a row
      Given <provider> calls the request invalid
      When Uma asks <provider> "Hello" 6 times
      Then the request fails each time because our request was invalid
      And <provider> was asked 6 times

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
