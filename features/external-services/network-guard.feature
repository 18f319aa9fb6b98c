@INTG-04 @network
Feature: No way out to the real network
  Whoever reads that an example passed can rely on it that nothing was sent to a real provider, and that nothing was paid for.
  Seam: platform → network of the example.

  @INTG-04.23
  Rule: A request of the platform's that nobody answers for is refused, and fails the example by naming the address

    Scenario Outline: <provider> at an address of which the example knows nothing is not asked
      Given nothing is tried again
      And the platform looks for <provider> at "<place>"
      When Uma asks <provider> "Hello"
      Then the request fails because the provider is unavailable
      And the example is failed for reaching out to "<named>", and for nothing else
      And <provider> was never contacted

      Examples: addresses that nobody answers for
        | provider  | place                         | named                                               |
        | OpenAI    | https://models.example.org/v1 | POST https://models.example.org/v1/chat/completions |
        | Anthropic | http://claude.example.net     | POST http://claude.example.net/v1/messages          |
        | OpenAI    | http://192.0.2.10:8080        | tcp 192.0.2.10:8080                                 |

    Example: What the example answers for is not refused
      Given OpenAI will answer "You may pass"
      When Uma asks OpenAI "Hello"
      Then the answer is "You may pass", given by OpenAI
      And the example is not failed for reaching out

  @INTG-04.23
  Rule: Whatever else opens a connection is refused alike

    Example: A page that is fetched
      When a page is fetched from "https://example.com/page?key=confidential"
      Then the connection was refused
      And the example is failed for reaching out to "GET https://example.com/page", and for nothing else

    Example: A live connection
      When a live connection is opened to "wss://example.com/live"
      Then the connection was refused
      And the example is failed for reaching out to "GET wss://example.com/live", and for nothing else

    Example: A bare connection
      When a bare connection is opened to "mail.example.com" on line 25
      Then the connection was refused
      And the example is failed for reaching out to "tcp mail.example.com:25", and for nothing else

    Example: A program that the example starts
      When a program that the example starts fetches a page from "https://example.com/"
      Then the program is failed for reaching out to "example.com:443"

    Example: A neighbour on the same machine may be asked
      Given a neighbour on this machine who answers "Good morning"
      When the neighbour is asked
      Then the neighbour answered "Good morning"
      And the example is not failed for reaching out
