@INTG-04 @deadlines
Feature: Deadlines of a request
  Nobody waits for ever: a provider that hangs is given up in time, and the person learns what took too long.
  Seam: chat request → gateway → OpenAI or Anthropic.
  The whole answer and the time between its words have a feature of their own.

  @INTG-04.7
  Rule: A connection that does not come about in 5 seconds is given up

    Scenario Outline: <provider> cannot be reached, by a question to be answered <manner>
      Given <provider> cannot be reached
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider took too long
      And what was too slow was connecting
      And it took 5 seconds
      And the attempts were
        | provider   | outcome       | duration  |
        | <provider> | took too long | 5 seconds |

      Examples: of provider and manner
        | provider  | manner       |
        | OpenAI    | as a whole   |
        | OpenAI    | word by word |
        | Anthropic | as a whole   |
        | Anthropic | word by word |

    Example: A whole request that is over before that ends the connecting too
      Given the platform waits as long as 3 seconds for a model
      And OpenAI cannot be reached
      When Uma asks OpenAI "Hello"
      Then the request fails because the provider took too long
      And what was too slow was the whole request
      And it took 3 seconds

    Example: It also ends the connecting to a backup, and is the answer
      Given the platform waits as long as 3 seconds for a model
      And OpenAI takes 1 second and then answers with nothing
      And Anthropic cannot be reached
      When Uma asks "Hello", allowing failover
      Then the request fails because the provider took too long
      And what was too slow was the whole request

  @INTG-04.7
  Rule: A provider that has not begun to answer after 30 seconds is given up, its late answer is dropped and the connection closed

    Scenario Outline: <provider> would take <time> to answer, <manner>
      Given <provider> takes <time> to answer
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider took too long
      And what was too slow was the first sign of an answer
      And it took 30 seconds
      And <provider> was asked once
      And the connection to <provider> was closed

      Examples: of provider, time and manner
        | provider  | time       | manner       |
        | OpenAI    | 35 seconds | as a whole   |
        | OpenAI    | 35 seconds | word by word |
        | OpenAI    | 30 seconds | as a whole   |
        | OpenAI    | 1 hour     | as a whole   |
        | Anthropic | 35 seconds | as a whole   |
        | Anthropic | 35 seconds | word by word |
        | Anthropic | 30 seconds | as a whole   |
        | Anthropic | 1 hour     | as a whole   |

    Scenario Outline: <provider> answers at the last moment, <manner>
      Given <provider> takes 29.999 seconds to answer
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the answer is "You said: Hello", given by <provider>
      And it took 29.999 seconds

      Examples: of provider and manner
        | provider  | manner       |
        | OpenAI    | as a whole   |
        | OpenAI    | word by word |
        | Anthropic | as a whole   |
        | Anthropic | word by word |

    Scenario Outline: The late answer of <provider> disturbs nobody, and the next question is answered
      Given <provider> takes 35 seconds to answer the next request
      When Uma asks <provider> "Hello" and, once that failed because the provider took too long, "Are you there?"
      Then the answer is "You said: Are you there?", given by <provider>
      And it took 30 seconds

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
