@INTG-04 @limits
Feature: Providers that ask us to slow down
  A short wait is waited out, so that the person gets an answer; a long one is told at once instead of hanging.
  Seam: chat request → gateway → OpenAI or Anthropic.
  Used-up quota is no rate limit and has a feature of its own.

  @INTG-04.3
  Rule: The platform waits exactly as long as the provider asks, in whichever way it says so

    Scenario Outline: <provider> asks to wait <wait>, and answers then
      Given <provider> asks us to wait <wait>, for the next 1 request
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the answer is "You said: Hello", given by <provider>
      And <provider> was asked twice
      And it took <time>

      Examples: of provider, manner and way of saying it
        | provider  | manner       | wait                      | time        |
        | OpenAI    | as a whole   | 20 seconds                | 20 seconds  |
        | OpenAI    | as a whole   | until 20 seconds from now | 20 seconds  |
        | OpenAI    | as a whole   | exactly 1500 milliseconds | 1.5 seconds |
        | OpenAI    | as a whole   | without saying how long   | 1 second    |
        | OpenAI    | word by word | 20 seconds                | 20 seconds  |
        | Anthropic | as a whole   | 20 seconds                | 20 seconds  |
        | Anthropic | as a whole   | until 20 seconds from now | 20 seconds  |
        | Anthropic | as a whole   | exactly 1500 milliseconds | 1.5 seconds |
        | Anthropic | as a whole   | without saying how long   | 1 second    |
        | Anthropic | word by word | 20 seconds                | 20 seconds  |

  @INTG-04.3
  Rule: It waits at most twice

    Scenario Outline: The third answer of <provider> comes after two waits
      Given <provider> asks us to wait 3 seconds, for the next 2 requests
      When Uma asks <provider> "Hello"
      Then the answer is "You said: Hello", given by <provider>
      And it took 6 seconds

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Scenario Outline: A third request of <provider> to wait is passed on to the person
      Given <provider> asks us to wait 3 seconds
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider asked us to slow down
      And Uma may try again after 3 seconds
      And <provider> was asked 3 times

      Examples: of provider and manner
        | provider  | manner       |
        | OpenAI    | as a whole   |
        | OpenAI    | word by word |
        | Anthropic | as a whole   |
        | Anthropic | word by word |

  @INTG-04.3
  Rule: A wait that does not fit into the request's 120 seconds is not begun; the person is told how long to wait

    Scenario Outline: A wait of 119 seconds for <provider> just fits
      Given <provider> asks us to wait 119 seconds, for the next 1 request
      When Uma asks <provider> "Hello"
      Then the answer is "You said: Hello", given by <provider>
      And it took 119 seconds

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Scenario Outline: <provider> asks for a wait that does not fit: <wait>
      Given <provider> asks us to wait <wait>
      When Uma asks <provider> "Hello"
      Then the request fails because the provider asked us to slow down
      And Uma may try again after <time>
      And <provider> was asked once
      And it took no time

      Examples: of provider and wait
        | provider  | wait                        | time        |
        | OpenAI    | 120 seconds                 | 120 seconds |
        | OpenAI    | until 600 seconds from now  | 10 minutes  |
        | Anthropic | 120 seconds                 | 120 seconds |
        | Anthropic | exactly 120001 milliseconds | 121 seconds |

    Example: The second wait no longer fits after the first
      Given OpenAI asks us to wait 100 seconds
      When Uma asks OpenAI "Hello"
      Then the request fails because the provider asked us to slow down
      And Uma may try again after 100 seconds
      And OpenAI was asked twice
      And it took 100 seconds
