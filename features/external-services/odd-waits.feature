@INTG-04 @limits
Feature: Waits that make no sense, and waits that are not worth it
  Whatever a provider says of when to come back, nobody is kept waiting for nonsense and no provider is flooded.
  Seam: chat request → gateway → OpenAI, then Anthropic.

  @INTG-04.3
  Rule: A negative, absurd or unreadable wait is brought within reason

    Scenario Outline: <provider> asks for a wait that is <sort>, and the platform waits <time>
      Given <provider> asks us to wait "<words>", for the next 1 request
      When Uma asks <provider> "Hello"
      Then the answer is "You said: Hello", given by <provider>
      And <provider> was asked twice
      And it took <time>

      Examples: of provider and wait
        | provider  | sort        | words                         | time             |
        | OpenAI    | left empty  |                               | 1 second         |
        | OpenAI    | a fraction  | 0.25                          | 250 milliseconds |
        | OpenAI    | hardly one  | 0.099                         | 100 milliseconds |
        | OpenAI    | negative    | -5                            | 1 second         |
        | OpenAI    | nothing     | 0                             | 100 milliseconds |
        | OpenAI    | in the past | Mon, 01 Jan 2001 00:00:00 GMT | 1 second         |
        | OpenAI    | no number   | NaN                           | 1 second         |
        | OpenAI    | words       | in a while                    | 1 second         |
        | OpenAI    | without end | Infinity                      | 1 second         |
        | OpenAI    | a formula   | 1e3                           | 1 second         |
        | OpenAI    | with a plus | +9                            | 1 second         |
        | Anthropic | negative    | -5                            | 1 second         |
        | Anthropic | nothing     | 0                             | 100 milliseconds |
        | Anthropic | in the past | Mon, 01 Jan 2001 00:00:00 GMT | 1 second         |
        | Anthropic | no number   | NaN                           | 1 second         |
        | Anthropic | words       | in a while                    | 1 second         |

    Scenario Outline: <provider> asks for a wait of <words> seconds, and the person is told to come back tomorrow
      Given <provider> asks us to wait "<words>"
      When Uma asks <provider> "Hello"
      Then the request fails because the provider asked us to slow down
      And Uma may try again after 1 day
      And <provider> was asked once

      Examples: of provider and wait
        | provider  | words                |
        | OpenAI    | 2147484              |
        | OpenAI    | 99999999999999999999 |
        | Anthropic | 2147484              |
        | Anthropic | 99999999999999999999 |

    Scenario Outline: <provider> that keeps asking for no wait at all is asked 3 times in 200 milliseconds, and no more
      Given <provider> asks us to wait 0 seconds
      When Uma asks <provider> "Hello"
      Then the request fails because the provider asked us to slow down
      And <provider> was asked 3 times
      And it took 200 milliseconds

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

  @INTG-04.3
  Rule: Where failover is allowed, a wait over 2 seconds is not waited for: the next provider is asked

    Example: A wait of 2 seconds is waited for
      Given OpenAI asks us to wait 2 seconds, for the next 1 request
      When Uma asks "Hello", allowing failover
      Then the answer is "You said: Hello", given by OpenAI
      And it took 2 seconds
      And Anthropic was never contacted

    Example: A wait of a moment more is not
      Given OpenAI asks us to wait exactly 2001 milliseconds
      And Anthropic will answer "I have time"
      When Uma asks "Hello", allowing failover
      Then the answer is "I have time", given by Anthropic
      And OpenAI was tried once before Anthropic was tried once
      And it took no time

    Example: A wait of 3 seconds is waited for where failover is not allowed
      Given OpenAI asks us to wait 3 seconds, for the next 1 request
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And it took 3 seconds
      And Anthropic was never contacted
