@INTG-04 @failover
Feature: Limits of failover
  Nobody's words go to a provider they did not choose, a mistake is not repeated elsewhere, and a defeat is told whole.
  Seam: chat request → gateway → OpenAI, then Anthropic.

  @INTG-04.12
  Rule: Without the person's permission the first provider's fault is the answer, and no other provider is contacted

    Scenario Outline: The request fails without failover when the provider <trouble>
      Given OpenAI <trouble>
      When Uma asks "Hello"
      Then the request fails because <failure>
      And Anthropic was never contacted

      Examples: what is wrong with the provider
        | trouble                    | failure                          |
        | is out of service          | the provider is unavailable      |
        | takes 35 seconds to answer | the provider took too long       |
        | has no quota left for us   | the provider's quota is used up  |
        | answers with a web page    | the provider answered unreadably |

    Example: Who asks one provider alone hears of its fault
      Given Anthropic is out of service
      When Uma asks Anthropic "Hello"
      Then the request fails because the provider is unavailable
      And OpenAI was never contacted

  @INTG-04.13
  Rule: A request that any provider calls invalid ends there

    Scenario Outline: The primary <complaint>, and nobody else is asked
      Given OpenAI <complaint>
      When Uma asks "Hello", allowing failover
      Then the request fails because <failure>
      And OpenAI was asked once
      And Anthropic was never contacted

      Examples: what the primary says of the request
        | complaint                   | failure                                    |
        | calls the request invalid   | our request was invalid                    |
        | calls the request too large | our request was too large for the provider |
        | cannot process the request  | the provider could not process our request |

    Example: The backup calls the request invalid, and that is the answer
      Given OpenAI has no quota left for us
      And Anthropic calls the request too large
      When Uma asks "Hello", allowing failover
      Then the request fails because our request was too large for the provider
      And OpenAI was tried once before Anthropic was tried once

  @INTG-04.15
  Rule: When several providers were asked and all failed, the person is told of each attempt and when to come back

    Example: Every attempt is told
      Given OpenAI has no quota left for us
      And Anthropic takes 1 second and then answers with nothing
      When Uma asks "Hello", allowing failover
      Then the request fails because every provider failed
      And Uma may try again after 5 seconds
      And the attempts were
        | provider  | outcome             | duration  |
        | OpenAI    | had no quota left   | 0 seconds |
        | Anthropic | answered unreadably | 1 second  |

    Example: A backup that takes too long does not hide that the primary failed before
      Given OpenAI has no quota left for us
      And Anthropic takes 35 seconds to answer
      When Uma asks "Hello", allowing failover
      Then the request fails because every provider failed
      And the attempts were
        | provider  | outcome           | duration   |
        | OpenAI    | had no quota left | 0 seconds  |
        | Anthropic | took too long     | 30 seconds |

    Example: The shortest wait that a provider asked for is passed on
      Given OpenAI asks us to wait 45 seconds
      And Anthropic asks us to wait 130 seconds
      When Uma asks "Hello", allowing failover
      Then the request fails because every provider failed
      And Uma may try again after 45 seconds

    Example: With a single provider its own fault is the answer
      Given only OpenAI is configured
      And OpenAI has no quota left for us
      When Uma asks "Hello", allowing failover
      Then the request fails because the provider's quota is used up
      And OpenAI was asked once
