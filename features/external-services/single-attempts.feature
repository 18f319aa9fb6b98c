@INTG-04 @chat
Feature: Faults that are not tried again
  Where another try would only cost time or security, the person is told the truth at once.
  Seam: chat request → gateway → OpenAI or Anthropic.

  @INTG-04.6
  Rule: Broken security, answers that take too long and unreadable ones are not tried again on the same provider

    Scenario Outline: <provider> <condition>, and is asked for an answer <manner> only once
      Given <provider> <condition>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because <failure>
      And <provider> was asked once

      Examples: of provider, fault and manner
        | provider  | condition                  | manner       | failure                          |
        | OpenAI    | has broken security        | as a whole   | the provider is unavailable      |
        | OpenAI    | has broken security        | word by word | the provider is unavailable      |
        | OpenAI    | cannot be reached          | as a whole   | the provider took too long       |
        | OpenAI    | is given up by the network | as a whole   | the provider took too long       |
        | OpenAI    | is silent                  | word by word | the provider took too long       |
        | OpenAI    | answers with a web page    | as a whole   | the provider answered unreadably |
        | Anthropic | has broken security        | as a whole   | the provider is unavailable      |
        | Anthropic | has broken security        | word by word | the provider is unavailable      |
        | Anthropic | cannot be reached          | as a whole   | the provider took too long       |
        | Anthropic | is given up by the network | word by word | the provider took too long       |
        | Anthropic | is silent                  | word by word | the provider took too long       |
        | Anthropic | answers with a web page    | as a whole   | the provider answered unreadably |

    Scenario Outline: A provider whose identity is not proven is told nothing: <provider>
      Given <provider> has broken security
      When Uma asks <provider> "Our secret plan"
      Then the request fails because the provider is unavailable
      And Uma may try again after 5 seconds
      And Uma is told "<provider> is unavailable: no secure connection (DEPTH_ZERO_SELF_SIGNED_CERT)"
      And not a word reached <provider>

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
