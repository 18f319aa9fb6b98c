@INTG-04 @failover
Feature: Failover and credentials
  A rejected key is noticed rather than papered over, and nobody's request goes out with a key it may not use.
  Seam: chat request → gateway and keys → OpenAI, then Anthropic.

  @INTG-04.13
  Rule: Rejected credentials fail over only if the administrator has switched that on, and the attempts say so

    Scenario Outline: The request ends when the primary <refusal>
      Given OpenAI <refusal>
      When Uma asks "Hello", allowing failover
      Then the request fails because the provider rejected our credentials
      And OpenAI was asked once
      And Anthropic was never contacted

      Examples: how credentials are refused
        | refusal                            |
        | rejects our credentials            |
        | forbids our credentials to be used |

    Example: The backup answers where the administrator has switched it on
      Given Olivia has switched on failover for rejected credentials
      And OpenAI rejects our credentials
      And Anthropic will answer "My key still works"
      When Uma asks "Hello", allowing failover
      Then the answer is "My key still works", given by Anthropic
      And the attempts were
        | provider  | outcome                  | duration  |
        | OpenAI    | rejected our credentials | 0 seconds |
        | Anthropic | answered                 | 0 seconds |

    Example: The administrator's switch does not replace the person's permission
      Given Olivia has switched on failover for rejected credentials
      And OpenAI rejects our credentials
      When Uma asks "Hello"
      Then the request fails because the provider rejected our credentials
      And Anthropic was never contacted

  @INTG-04.13
  Rule: A provider for which the person brought no key is passed over unless the platform's key may be used

    Example: The primary is passed over when the person's only key is for the backup
      Given Uma has brought an Anthropic key ending in "7Qx2"
      When Uma asks "Hello", allowing failover
      Then the attempts were
        | provider  | outcome         | duration  |
        | OpenAI    | was passed over | 0 seconds |
        | Anthropic | answered        | 0 seconds |
      And the first attempt failed with the words "there is no key for OpenAI"
      And Anthropic was asked with the key ending in "7Qx2"
      And OpenAI was never contacted

    Example: A provider that is not set up here is passed over, and that is told
      Given only OpenAI is configured
      When Uma asks "Hello", naming the model "claude-haiku-5-5", allowing failover
      Then the answer is "You said: Hello", given by OpenAI
      And the first attempt failed with the words "Anthropic is not set up here"
      And Anthropic was never contacted

    Example: The platform's key is used for the primary where the person allowed it
      Given Uma has brought an Anthropic key ending in "7Qx2"
      And Uma has allowed the platform's OpenAI key to be used
      When Uma asks "Hello", allowing failover
      Then OpenAI was asked with the platform's key
      And Anthropic was never contacted

    Example: A failing primary is the answer when the backup must be passed over
      Given Uma has brought an OpenAI key ending in "h3Ko"
      And OpenAI has no quota left for us
      When Uma asks "Hello", allowing failover
      Then the request fails because the provider's quota is used up
      And the attempts were
        | provider  | outcome           | duration  |
        | OpenAI    | had no quota left | 0 seconds |
        | Anthropic | was passed over   | 0 seconds |
      And Anthropic was never contacted

    Example: Nobody is asked when there is no key for anybody
      Given Uma has brought an OpenAI key ending in "h3Ko"
      And Uma has removed the OpenAI key
      When Uma asks "Hello", allowing failover
      Then the request fails because there is no key for the provider
      And Uma is told "There is no key for OpenAI or Anthropic; bring one of your own, or allow the platform's to be used"
      And OpenAI was never contacted
      And Anthropic was never contacted
