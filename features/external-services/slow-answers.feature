@INTG-04 @deadlines
Feature: Answers that dry up or never end
  A slow answer is waited for as long as it goes on; one that stops in the middle, or goes on for ever, is given up.
  Seam: chat request → gateway → OpenAI or Anthropic.

  @INTG-04.7
  Rule: A provider that falls silent in its answer for 15 seconds is given up and the connection closed

    Scenario Outline: <provider> falls silent after 2 words of an answer word by word
      Given <provider> will answer "The sky is blue" and fall silent after 2 words
      When Uma asks <provider> "Which colour has the sky?", to be answered word by word
      Then the request fails because the provider took too long
      And what was too slow was silence in between
      And it took 15 seconds
      And Uma heard "The sky" and nothing more
      And the connection to <provider> was closed

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Scenario Outline: <provider> falls silent in the middle of an answer as a whole
      Given <provider> falls silent after 2 words
      When Uma asks <provider> "Which colour has the sky?"
      Then the request fails because the provider took too long
      And what was too slow was silence in between
      And it took 15 seconds
      And the connection to <provider> was closed

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Scenario Outline: <provider> that says a word every <pause> is <fate>
      Given <provider> will answer "The sky", a word every <pause>
      When Uma asks <provider> "Which colour has the sky?", to be answered word by word
      Then <outcome>
      And it took <time>

      Examples: of provider and pause
        | provider  | pause          | fate       | outcome                                              | time           |
        | OpenAI    | 14.999 seconds | waited for | the answer is "The sky", given by OpenAI             | 29.998 seconds |
        | OpenAI    | 15.001 seconds | given up   | the request fails because the provider took too long | 15 seconds     |
        | Anthropic | 14.999 seconds | waited for | the answer is "The sky", given by Anthropic          | 29.998 seconds |
        | Anthropic | 15.001 seconds | given up   | the request fails because the provider took too long | 15 seconds     |

  @INTG-04.7
  Rule: The whole request, with all its waits and tries, ends after 120 seconds

    Scenario Outline: An answer of 10 words from <provider>, one every <pause>, is <fate>
      Given <provider> will answer "One two three four five six seven eight nine ten", a word every <pause>
      When Uma asks <provider> "Count to ten", to be answered word by word
      Then <outcome>
      And it took <time>

      Examples: of provider and pause
        | provider  | pause        | fate      | outcome                                                                              | time        |
        | OpenAI    | 11.9 seconds | heard out | the answer is "One two three four five six seven eight nine ten", given by OpenAI    | 119 seconds |
        | OpenAI    | 12.1 seconds | given up  | the request fails because the provider took too long                                 | 120 seconds |
        | Anthropic | 11.9 seconds | heard out | the answer is "One two three four five six seven eight nine ten", given by Anthropic | 119 seconds |
        | Anthropic | 12.1 seconds | given up  | the request fails because the provider took too long                                 | 120 seconds |

    Scenario Outline: An answer of <provider> as a whole, that trickles in by 20 pieces, one every 6.1 seconds, is given up
      Given <provider> sends a piece of its answer every 6.1 seconds
      When Uma asks <provider> "Hello"
      Then the request fails because the provider took too long
      And what was too slow was the whole request
      And it took 120 seconds

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Example: When the time is over the backup is not tried any more
      Given OpenAI sends a piece of its answer every 6.1 seconds
      When Uma asks "Hello", allowing failover
      Then the request fails because the provider took too long
      And what was too slow was the whole request
      And the attempts were
        | provider | outcome       | duration    |
        | OpenAI   | took too long | 120 seconds |

    Scenario Outline: A wait of 100 seconds leaves <provider> 20 to answer
      Given <provider> asks us to wait 100 seconds, and then takes 25 seconds to answer
      When Uma asks <provider> "Hello"
      Then the request fails because the provider took too long
      And what was too slow was the whole request
      And it took 120 seconds
      And <provider> was asked twice

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
