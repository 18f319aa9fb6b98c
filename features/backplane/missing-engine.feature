@M06 @operations
Feature: An engine that is missing
  Whoever names an engine that is not there is told so in one sentence, and nothing stands in for it.
  Seam: operator → settings → engine of coordination.
  Servers that others wrote have a feature of their own, and so has what is done while an engine is away.

  @M06.9
  Rule: The platform does not start on a Redis that is not there

    Scenario Outline: <what>
      When the operator tries to start the platform on Redis at "<address>"
      Then it does not start, saying "<sentence>"
      And nothing was written

      Examples: addresses
        | what                                          | address                             | sentence                                                                                   |
        | Nobody listens there                          | redis://127.0.0.1:1                 | REDIS_URL names no Redis that answers: 127.0.0.1:1 (connect ECONNREFUSED 127.0.0.1:1)      |
        | The password of a Redis that is not there     | redis://uma:hidden@127.0.0.1:1      | REDIS_URL names no Redis that answers: 127.0.0.1:1 (connect ECONNREFUSED 127.0.0.1:1)      |
        | A database of a Redis that is not there       | redis://127.0.0.1:1/2               | REDIS_URL names no Redis that answers: 127.0.0.1:1 (connect ECONNREFUSED 127.0.0.1:1)      |
        | An address of something else                  | http://127.0.0.1:1                  | REDIS_URL must be an address that begins with redis:// or rediss://                        |
        | An address that is none                       | 127.0.0.1:1                         | REDIS_URL must be an address that begins with redis:// or rediss://                        |

    Example: An engine of which nobody has heard is refused
      When the operator tries to start the platform with "CONCORD_BACKPLANE" set to "rabbitmq"
      Then it does not start, saying "CONCORD_BACKPLANE must be one of embedded, redis, temporal, mcp"
      And nothing was written
