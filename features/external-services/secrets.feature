@INTG-04 @secrets
Feature: Secrets stay hidden
  Keys and tokens are known to those they are for and to nobody else, whatever goes wrong and wherever one looks.
  Seam: person, provider and operator → platform → log, errors, audit trail, metrics, report, addresses, stored data.

  @INTG-04.24
  Rule: No secret appears in the clear in a log, error, audit record, metric, report, address or stored row

    Scenario Outline: There is no secret in <place>
      Given OpenAI has rejected Uma's own key and Anthropic the platform's, and both have repeated it
      And Slack, GitHub and Google have failed, and repeated the platform's credentials
      And Olivia has signed in with Google, and Sam has made a session of a new token
      And a stranger has tried the sealing key and a token with a letter too many
      When an operator reads through <place>
      Then there is no provider key, service credential, platform token, session secret or sealing key in it, but "<witness>" is

      Examples: where one could look
        | place           | witness                          |
        | the log         | /api/auth/google/callback        |
        | the errors      | provider_credentials_rejected    |
        | the audit trail | key.rejected                     |
        | the metrics     | concord_provider_attempt_seconds |
        | the report      | /v1/chat/completions             |
        | the addresses   | /api/keys/openai                 |
        | the stored data | olivia@example.com               |

  @INTG-04.24
  Rule: A provider that repeats a key in its refusal does not get it shown

    Scenario Outline: <provider> <refusal>, and the person sees that something was left out
      Given Uma has brought an <provider> key ending in "4242"
      And <provider> <refusal>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider rejected our credentials
      And Uma is told "<told>"
      And no answer shows more of a key than its last four characters

      Examples: in full and in part, as a whole and word by word
        | provider  | refusal                                          | manner       | told                                                                                                                                          |
        | OpenAI    | rejects our credentials and repeats them         | as a whole   | OpenAI rejected our credentials: Incorrect API key provided: [hidden]. You can find your API key at https://platform.openai.com/account/api-keys. |
        | OpenAI    | rejects our credentials and repeats them in part | as a whole   | OpenAI rejected our credentials: Incorrect API key provided: [hidden]. You can find your API key at https://platform.openai.com/account/api-keys. |
        | OpenAI    | rejects our credentials and repeats them         | word by word | OpenAI rejected our credentials: Incorrect API key provided: [hidden]. You can find your API key at https://platform.openai.com/account/api-keys. |
        | Anthropic | rejects our credentials and repeats them         | as a whole   | Anthropic rejected our credentials: invalid x-api-key: [hidden]                                                                               |
        | Anthropic | rejects our credentials and repeats them in part | word by word | Anthropic rejected our credentials: invalid x-api-key: [hidden]                                                                               |

  @INTG-04.24
  Rule: A key that somebody sends in the wrong place is not repeated to them

    Scenario Outline: A key that is sent <wrongly> is refused and not shown
      When Uma sends an OpenAI key <wrongly>
      Then the request fails because the request is not valid
      And no answer shows more of a key than its last four characters
      And the log shows no key

      Examples: mistakes
        | wrongly                        |
        | in a request that is cut short |
        | under a name that is none      |
        | in a list                      |
        | where a yes or no belongs      |
        | twice                          |
        | as the name of a field         |
