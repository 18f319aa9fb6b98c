@OPS @operations
Feature: Starting
  One command starts the platform, and whoever got something wrong is told what, while nothing has happened yet.
  Seam: operator → settings, Node and data file → a platform that takes work, or one sentence.
  What the first start shows is told under people and tokens.

  @OPS.1
  Rule: One command starts the platform

    @recovery
    Example: The platform takes work as soon as it says that it listens
      Given an installation without data
      When the operator starts the platform
      Then the platform takes work

    @recovery
    Example: Numbers at the edge of what is allowed are taken
      Given an installation without data
      And these settings
        | LLM_RETRIES          | 10         |
        | LLM_BREAKER_FAILURES | 0          |
        | LLM_TOTAL_TIMEOUT_MS | 2147483647 |
        | CONCORD_TOKEN_DAYS   | 36500      |
        | CONCORD_BODY_BYTES   | 1024       |
        | CONCORD_PAGE         | 100        |
        | CONCORD_STOP_SECONDS | 0          |
      When the operator starts the platform
      Then the platform takes work

    @recovery
    Example: With its data in memory alone the platform takes work, and leaves nothing behind
      Given an installation without data
      And its data is to be kept in memory alone
      And these settings
        | CONCORD_ADMIN_TOKEN | the-first-of-all-tokens |
      When the operator starts the platform
      Then verification by the first administrator finds every record in order
      And the platform takes work
      And no data was made

  @OPS.1
  Rule: A setting that cannot be used stops the start with one sentence that names it, before anything is touched

    Scenario Outline: <setting> cannot be "<value>"
      When the operator tries to start the platform with "<setting>" set to "<value>"
      Then it does not start, saying "<sentence>"
      And nothing was written

      Examples: numbers and choices
        | setting                              | value | sentence                                                                |
        | PORT                                 | 65536 | PORT must be a whole number from 0 to 65535                             |
        | LLM_RETRIES                          | 11    | LLM_RETRIES must be a whole number from 0 to 10                         |
        | LLM_CONNECT_TIMEOUT_MS               | 0     | LLM_CONNECT_TIMEOUT_MS must be a whole number from 1 to 2147483647      |
        | CONCORD_TOKEN_DAYS                   | 1.5   | CONCORD_TOKEN_DAYS must be a whole number from 1 to 36500               |
        | CONCORD_PAGE                         | 101   | CONCORD_PAGE must not be more than CONCORD_PAGE_MAX (100)               |
        | CONCORD_BODY_BYTES                   | 1023  | CONCORD_BODY_BYTES must be a whole number from 1024 to 1073741824       |
        | LLM_FAILOVER_ON_REJECTED_CREDENTIALS | maybe | LLM_FAILOVER_ON_REJECTED_CREDENTIALS must be one of on, off             |
        | LOG_LEVEL                            | loud  | LOG_LEVEL must be one of trace, debug, info, warn, error, fatal, silent |

      Examples: addresses, secrets and lists
        | setting             | value                                     | sentence                                                                                                      |
        | HOST                | our house                                 | HOST must be an address or a host name                                                                        |
        | PUBLIC_URL          | concord.example.com                       | PUBLIC_URL must be an address that begins with http:// or https://                                            |
        | DATABASE_URL        | mysql://here                              | DATABASE_URL must be sqlite: and a path, sqlite::memory:, or an address such as postgres://user@host/database |
        | DATABASE_URL        | postgres://here                           | DATABASE_URL must be an address such as postgres://user@host/database                                         |
        | DATABASE_URL        | postgres://uma:hidden@127.0.0.1:1/concord | DATABASE_URL: postgres://uma@127.0.0.1:1/concord cannot be reached: ECONNREFUSED                              |
        | CONCORD_ADMIN_TOKEN | fifteen-letters                           | CONCORD_ADMIN_TOKEN must have at least 16 characters, no spaces                                               |
        | CONCORD_SECRET_KEY  | c2hvcnQ=                                  | CONCORD_SECRET_KEY must be 32 bytes, in base64 or hexadecimal                                                 |
        | SLACK_BOT_TOKEN     | two words                                 | SLACK_BOT_TOKEN must be one line of plain characters                                                          |
        | LLM_PROVIDERS       | openai,openai                             | LLM_PROVIDERS names a provider twice                                                                          |
        | LLM_MODELS          | all of them                               | LLM_MODELS must be a JSON list of models, each with id and provider (openai or anthropic)                     |
        | CONCORD_CURRENCY    | dollars                                   | CONCORD_CURRENCY must be a currency in three capital letters (ISO 4217)                                       |

      Examples: misspelt or missing
        | setting           | value   | sentence                                                                  |
        | LLM_RETRYS        | 3       | LLM_RETRYS is not a setting of Concord                                    |
        | CONCORD_TOKENDAYS | 30      | CONCORD_TOKENDAYS is not a setting of Concord                             |
        | GOOGLE_CLIENT_ID  | concord | GOOGLE_CLIENT_SECRET is missing: GOOGLE_CLIENT_ID is of no use without it |

    Example: A place where another program listens is refused before the data is opened
      Given another program listens where the platform is to
      When the operator tries to start the platform
      Then it does not start, saying "PORT cannot be [port]: it is in use or not allowed (EADDRINUSE)"
      And nothing was written

    @recovery
    Example: The sentence is all that the operator gets to read
      Given an installation without data
      And these settings
        | LLM_RETRIES | often |
      When the operator starts the platform
      Then the platform has ended in failure, saying only "LLM_RETRIES must be a whole number from 0 to 10"
      And no data was made
