@INTG-04 @chat
Feature: Providers that cannot be connected to
  A connection that fails for a moment goes unnoticed, many callers never return in one wave, and security is never traded for an answer.
  Seam: chat request → gateway → network → OpenAI or Anthropic.

  @INTG-04.6
  Rule: A lost connection is tried again at most twice; then the provider is reported as unavailable, with the time to come back

    Scenario Outline: <provider> <condition> three times over, when asked for an answer <manner>
      Given <provider> <condition>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider is unavailable
      And Uma may try again after 5 seconds
      And <provider> was asked 3 times

      Examples: of provider, fault and manner
        | provider  | condition                     | manner       |
        | OpenAI    | refuses the connection        | as a whole   |
        | OpenAI    | refuses the connection        | word by word |
        | OpenAI    | resets the connection         | as a whole   |
        | OpenAI    | resets the connection         | word by word |
        | OpenAI    | has moved, nobody knows where | as a whole   |
        | OpenAI    | has moved, nobody knows where | word by word |
        | OpenAI    | hangs up                      | as a whole   |
        | OpenAI    | hangs up                      | word by word |
        | OpenAI    | is cut off in the middle      | as a whole   |
        | Anthropic | refuses the connection        | as a whole   |
        | Anthropic | refuses the connection        | word by word |
        | Anthropic | resets the connection         | as a whole   |
        | Anthropic | resets the connection         | word by word |
        | Anthropic | has moved, nobody knows where | as a whole   |
        | Anthropic | has moved, nobody knows where | word by word |
        | Anthropic | hangs up                      | as a whole   |
        | Anthropic | hangs up                      | word by word |
        | Anthropic | is cut off in the middle      | as a whole   |

    Scenario Outline: An answer for which <provider> is reached at the third try only is passed on like any other
      Given <provider> refuses the connection for the next 2 requests
      When Uma asks <provider> "Hello"
      Then the answer is "You said: Hello", given by <provider>
      And <provider> was asked 3 times

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

  @INTG-04.6
  Rule: The waits between the tries grow, and are scattered so that not all callers come back at once

    Scenario Outline: The second wait for <provider> is longer than the first
      Given <provider> is out of service
      When Uma asks <provider> "Hello"
      Then the request fails because the provider is unavailable
      And the waits for <provider> were between 375 milliseconds and 625 milliseconds, then between 750 milliseconds and 1250 milliseconds

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Example: Two requests never wait equally long
      Given the breakers are switched off
      And OpenAI is out of service
      When Uma asks OpenAI "Hello" 2 times
      Then the request fails each time because the provider is unavailable
      And no two of the 4 waits for OpenAI were equally long
