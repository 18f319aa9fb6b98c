@INTG-04 @chat
Feature: Faults of a provider that may pass
  A moment's trouble at a provider goes unnoticed; lasting trouble is told truthfully, with the time to come back.
  Seam: chat request → gateway → OpenAI or Anthropic.
  Failover to another provider and the breaker have features of their own.

  @INTG-04.6
  Rule: A fault that may pass is tried again at most twice; then the provider is reported as unavailable, with the time to come back

    Scenario Outline: <provider> <condition>, three times over, when asked for an answer <manner>
      Given <provider> <condition>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider is unavailable
      And Uma may try again after 5 seconds
      And <provider> was asked 3 times

      Examples: of provider, fault and manner
        | provider  | condition                          | manner       |
        | OpenAI    | gave up waiting for our request    | as a whole   |
        | OpenAI    | gave up waiting for our request    | word by word |
        | OpenAI    | is busy with a conflicting request | as a whole   |
        | OpenAI    | is busy with a conflicting request | word by word |
        | OpenAI    | has an internal error              | as a whole   |
        | OpenAI    | has an internal error              | word by word |
        | OpenAI    | has a broken gateway               | as a whole   |
        | OpenAI    | has a broken gateway               | word by word |
        | OpenAI    | is out of service                  | as a whole   |
        | OpenAI    | is out of service                  | word by word |
        | OpenAI    | has a slow gateway                 | as a whole   |
        | OpenAI    | has a slow gateway                 | word by word |
        | OpenAI    | fails in a way of its own          | as a whole   |
        | OpenAI    | fails in a way of its own          | word by word |
        | OpenAI    | is overloaded                      | as a whole   |
        | OpenAI    | is overloaded                      | word by word |
        | Anthropic | gave up waiting for our request    | as a whole   |
        | Anthropic | gave up waiting for our request    | word by word |
        | Anthropic | is busy with a conflicting request | as a whole   |
        | Anthropic | is busy with a conflicting request | word by word |
        | Anthropic | has an internal error              | as a whole   |
        | Anthropic | has an internal error              | word by word |
        | Anthropic | has a broken gateway               | as a whole   |
        | Anthropic | has a broken gateway               | word by word |
        | Anthropic | is out of service                  | as a whole   |
        | Anthropic | is out of service                  | word by word |
        | Anthropic | has a slow gateway                 | as a whole   |
        | Anthropic | has a slow gateway                 | word by word |
        | Anthropic | fails in a way of its own          | as a whole   |
        | Anthropic | fails in a way of its own          | word by word |
        | Anthropic | is overloaded                      | as a whole   |
        | Anthropic | is overloaded                      | word by word |

    Scenario Outline: The answer of <provider> comes after <count> faults, as if nothing had been
      Given <provider> is overloaded for the next <count> requests
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the answer is "You said: Hello", given by <provider>
      And <provider> was asked <times>

      Examples: of provider, number of faults and manner
        | provider  | count | times   | manner       |
        | OpenAI    | 1     | twice   | as a whole   |
        | OpenAI    | 2     | 3 times | as a whole   |
        | OpenAI    | 2     | 3 times | word by word |
        | Anthropic | 1     | twice   | as a whole   |
        | Anthropic | 2     | 3 times | as a whole   |
        | Anthropic | 2     | 3 times | word by word |

  @INTG-04.6
  Rule: A provider that says how long it wants to be left alone is taken at its word

    Scenario Outline: Whoever asked <provider> comes back after <time>
      Given <provider> is overloaded, and asks to be left alone for <wait>
      When Uma asks <provider> "Hello"
      Then the request fails because the provider is unavailable
      And Uma may try again after <time>
      And <provider> was asked 3 times

      Examples: of provider and wait
        | provider  | wait                      | time       |
        | OpenAI    | 40 seconds                | 40 seconds |
        | Anthropic | exactly 7000 milliseconds | 7 seconds  |
