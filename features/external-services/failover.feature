@INTG-04 @failover
Feature: Failover between language model providers
  Customers keep getting answers while a provider is down, and always know who answered.
  Seam: chat request → gateway → OpenAI, then Anthropic.
  When a provider is tried again before it is given up stands with retries and rate limits.

  @INTG-04.11
  Rule: A request that allows failover is answered by the next provider when the one before is unavailable

    Example: The backup answers when the primary is out of service
      Given OpenAI is out of service
      And Anthropic will answer "Backup response"
      When Uma asks "Hello", allowing failover
      Then the answer is "Backup response", given by Anthropic
      And OpenAI was tried 3 times before Anthropic was tried once

    Example: The backup is left alone when the primary answers
      Given OpenAI will answer "Good morning"
      When Uma asks "Hello", allowing failover
      Then the answer is "Good morning", given by OpenAI
      And Anthropic was never contacted

    Example: The backup is left alone when the primary recovers at the second attempt
      Given OpenAI is overloaded for the next 1 request
      And OpenAI will answer "Here I am again"
      When Uma asks "Hello", allowing failover
      Then the answer is "Here I am again", given by OpenAI
      And Anthropic was never contacted

  @INTG-04.11
  Rule: Whatever else keeps a provider from answering, the next one answers at once

    Scenario Outline: The backup answers when the primary <trouble>
      Given OpenAI <trouble>
      And Anthropic will answer "The capital of Peru is Lima"
      When Uma asks "What is the capital of Peru?", allowing failover
      Then the answer is "The capital of Peru is Lima", given by Anthropic
      And the attempts were
        | provider  | outcome   | duration  |
        | OpenAI    | <outcome> | <lasted>  |
        | Anthropic | answered  | 0 seconds |

      Examples: what keeps the primary from answering
        | trouble                                         | outcome               | lasted      |
        | takes 35 seconds to answer                      | took too long         | 30 seconds  |
        | cannot be reached                               | took too long         | 5 seconds   |
        | has broken security                             | was unavailable       | 0 seconds   |
        | wants to be paid first                          | had no quota left     | 0 seconds   |
        | has no quota left for us                        | had no quota left     | 0 seconds   |
        | asks us to wait 3 seconds                       | asked us to slow down | 0 seconds   |
        | answers with a web page                         | answered unreadably   | 0 seconds   |
        | takes 2.5 seconds and then answers with nothing | answered unreadably   | 2.5 seconds |

    Example: A wait of two seconds is waited for, and the backup left alone
      Given OpenAI asks us to wait 2 seconds, for the next 2 requests
      And OpenAI will answer "Thank you for waiting"
      When Uma asks "Hello", allowing failover
      Then the answer is "Thank you for waiting", given by OpenAI
      And it took 4 seconds
      And Anthropic was never contacted

    Example: The backup answers when two waits were in vain
      Given OpenAI asks us to wait 2 seconds
      And Anthropic will answer "I have time"
      When Uma asks "Hello", allowing failover
      Then the answer is "I have time", given by Anthropic
      And OpenAI was tried 3 times before Anthropic was tried once
      And it took 4 seconds
