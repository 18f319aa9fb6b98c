@INTG-04 @failover @streaming
Feature: Failover of answers that come word by word
  A reader hears one voice: the backup may take over before the first word, never in the middle of a sentence.
  Seam: chat request → gateway → OpenAI, then Anthropic → live answer.

  @INTG-04.14
  Rule: Before the first word has reached the person, the next provider may answer

    Scenario Outline: The backup speaks when the primary <trouble>
      Given OpenAI <trouble>
      And Anthropic will answer "Once upon a time"
      When Uma asks "Tell me a story", to be answered word by word and allowing failover
      Then the answer is "Once upon a time", given by Anthropic
      And Uma heard "Once upon a time" from Anthropic alone
      And OpenAI was tried <tries> before Anthropic was tried once

      Examples: what keeps the primary from its first word
        | trouble                                 | tries   |
        | is out of service                       | 3 times |
        | is silent                               | once    |
        | is cut off after 0 words                | once    |
        | stops after 0 words without an end mark | once    |
        | reports an error after 0 words          | once    |
        | falls silent after 0 words              | once    |

    Example: The order of the providers decides who steps in
      Given the providers are Anthropic with "claude-haiku-5-5", then OpenAI with "gpt-6-luna"
      And Anthropic falls silent after 0 words
      And OpenAI will answer "Long ago and far away"
      When Uma asks "Tell me a story", to be answered word by word and allowing failover
      Then the answer is "Long ago and far away", given by OpenAI
      And Uma heard "Long ago and far away" from OpenAI alone
      And Anthropic was tried once before OpenAI was tried once

    Example: A stream that could not begin anywhere is an ordinary failure
      Given OpenAI has no quota left for us
      And Anthropic falls silent after 0 words
      When Uma asks "Tell me a story", to be answered word by word and allowing failover
      Then the request fails because every provider failed
      And Uma heard nothing
      And Uma may try again after 5 seconds

    Example: Without permission the backup does not speak
      Given OpenAI stops after 0 words without an end mark
      When Uma asks "Tell me a story", to be answered word by word
      Then the request fails because the provider ended its answer too early
      And Uma heard nothing
      And Anthropic was never contacted

  @INTG-04.14
  Rule: After the first word a failure is shown as one, and two models' words are never joined

    Scenario Outline: The answer ends with an error when the primary <trouble>
      Given OpenAI will answer "Once upon a time"
      And OpenAI <trouble>
      When Uma asks "Tell me a story", to be answered word by word and allowing failover
      Then the request fails because <failure>
      And Uma heard "<heard>" from OpenAI alone
      And Anthropic was never contacted

      Examples: what breaks the answer off
        | trouble                                 | heard            | failure                                 |
        | is cut off after 1 word                 | Once             | the provider ended its answer too early |
        | stops after 1 word without an end mark  | Once             | the provider ended its answer too early |
        | stops after 4 words without an end mark | Once upon a time | the provider ended its answer too early |
        | reports an error after 2 words          | Once upon        | the provider ended its answer too early |
        | falls silent after 3 words              | Once upon a      | the provider took too long              |
