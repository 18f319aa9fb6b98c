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
      Then there is no provider key, service credential, platform token, session secret or sealing key in it, but what else belongs there is

      Examples: where one could look
        | place           |
        | the log         |
        | the errors      |
        | the audit trail |
        | the metrics     |
        | the report      |
        | the addresses   |
        | the stored data |

  @INTG-04.24
  Rule: A provider that repeats a key in its refusal does not get it shown

    Scenario Outline: <provider> <refusal>, and the person sees that something was left out
      Given Uma has brought an <provider> key ending in "4242"
      And <provider> <refusal>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider rejected our credentials
      And Uma is told what <provider> said, with the key left out
      And no answer shows more of a key than its last four characters

      Examples: in full and in part, as a whole and word by word
        | provider  | refusal                                          | manner       |
        | OpenAI    | rejects our credentials and repeats them         | as a whole   |
        | OpenAI    | rejects our credentials and repeats them in part | as a whole   |
        | OpenAI    | rejects our credentials and repeats them         | word by word |
        | Anthropic | rejects our credentials and repeats them         | as a whole   |
        | Anthropic | rejects our credentials and repeats them in part | word by word |

    Example: OpenAI takes the key for a part of the request, and the person is not shown it
      Given Uma has brought an OpenAI key ending in "4242"
      And OpenAI takes our key for a part of the request
      When Uma asks OpenAI "Hello"
      Then the request fails because our request was invalid
      And no answer shows more of a key than its last four characters

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
