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

  @M06.9
  Rule: The platform does not start with half of what it is to show, or to trust, on its way to Temporal

    Scenario Outline: <what> is refused on the way to Temporal
      When the operator tries to start the platform on Temporal, with "<setting>" set to "<value>"
      Then it does not start, saying "<sentence>"
      And nothing was written

      Examples: settings that do not fit
        | what                          | setting                       | value     | sentence                                                                                        |
        | A certificate without its key | TEMPORAL_TLS_CLIENT_CERT_PATH | ours.pem  | TEMPORAL_TLS_CLIENT_KEY_PATH is missing: TEMPORAL_TLS_CLIENT_CERT_PATH is of no use without it  |
        | A key without its certificate | TEMPORAL_TLS_CLIENT_KEY_PATH  | ours.key  | TEMPORAL_TLS_CLIENT_CERT_PATH is missing: TEMPORAL_TLS_CLIENT_KEY_PATH is of no use without it  |
        | An address instead of a name  | TEMPORAL_TLS_SERVER_NAME      | https://a | TEMPORAL_TLS_SERVER_NAME must be a host name                                                    |
        | A word that says neither      | TEMPORAL_TLS                  | perhaps   | TEMPORAL_TLS must be one of on, off, true, false                                                |

    Example: A certificate that is not there is not done without
      When the operator tries to start the platform on Temporal, with "TEMPORAL_TLS_SERVER_CA_CERT_PATH" set to "/no/such/file"
      Then it does not start, saying "TEMPORAL_TLS_SERVER_CA_CERT_PATH names a file that cannot be read: ENOENT: no such file or directory, open '/no/such/file'"
