@INTG-04 @keys
Feature: Credentials that a provider rejects
  A person whose key no longer works is told so at once, sees which key it is, and the key itself stays hidden.
  Seam: chat request → gateway → OpenAI or Anthropic → the person's keys.

  @INTG-04.2
  Rule: Rejected credentials are told to the person after one attempt

    Scenario Outline: <provider> <condition>, asked for an answer <manner>, and is not asked again
      Given <provider> <condition>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider rejected our credentials
      And <provider> was asked once
      And it took no time

      Examples: of provider, refusal and manner
        | provider  | condition                              | manner       |
        | OpenAI    | rejects our credentials                | as a whole   |
        | OpenAI    | rejects our credentials                | word by word |
        | OpenAI    | forbids our credentials to be used     | as a whole   |
        | OpenAI    | forbids our credentials to be used     | word by word |
        | Anthropic | rejects our credentials                | as a whole   |
        | Anthropic | rejects our credentials                | word by word |
        | Anthropic | forbids our credentials to be used     | as a whole   |
        | Anthropic | forbids our credentials to be used     | word by word |
        | OpenAI    | rejects our credentials and breaks off | as a whole   |
        | Anthropic | rejects our credentials and breaks off | word by word |

  @INTG-04.2
  Rule: The key that was rejected appears nowhere

    Scenario Outline: <provider> itself repeats our key, and nobody sees it
      Given <provider> repeats our key as it rejects it
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider rejected our credentials
      And our key for <provider> appears in no answer, log, record or measurement

      Examples: of provider and manner
        | provider  | manner       |
        | OpenAI    | as a whole   |
        | OpenAI    | word by word |
        | Anthropic | as a whole   |
        | Anthropic | word by word |

  @INTG-04.2
  Rule: A person's own key that was rejected is marked as rejected

    Scenario Outline: Uma sees that <provider> <condition>
      Given Uma has brought an <provider> key ending in "9f3a"
      And <provider> <condition>
      When Uma asks <provider> "Hello"
      Then the request fails because the provider rejected our credentials
      And Uma's <provider> key is marked as rejected

      Examples: of provider and refusal
        | provider  | condition                          |
        | OpenAI    | rejects our credentials            |
        | OpenAI    | forbids our credentials to be used |
        | Anthropic | rejects our credentials            |
        | Anthropic | forbids our credentials to be used |

    Scenario Outline: A key that <provider> only asks to slow down is not
      Given Uma has brought an <provider> key ending in "9f3a"
      And <provider> asks us to wait 120 seconds
      When Uma asks <provider> "Hello"
      Then the request fails because the provider asked us to slow down
      And Uma's <provider> key is marked as in use

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
