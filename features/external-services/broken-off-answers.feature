@INTG-04 @streaming
Feature: Answers that break off
  A person sees that an answer is not whole; half an answer never passes for a whole one.
  Seam: chat request → gateway → OpenAI or Anthropic → stream of words → record.

  @INTG-04.9
  Rule: A stream that ends without the provider's own end mark ends with a visible error

    Scenario Outline: <provider> <fault>, of 4
      Given <provider> will answer "The sky is blue"
      And <provider> <fault>
      When Uma asks <provider> "Which colour has the sky?", to be answered word by word
      Then the request fails because the provider ended its answer too early
      And Uma heard "<words>" and nothing more
      And <provider> was asked once

      Examples: of provider and fault
        | provider  | fault                                   | words   |
        | OpenAI    | is cut off after 2 words                | The sky |
        | OpenAI    | is cut off after 0 words                |         |
        | OpenAI    | stops after 2 words without an end mark | The sky |
        | OpenAI    | stops after 0 words without an end mark |         |
        | OpenAI    | reports an error after 2 words          | The sky |
        | Anthropic | is cut off after 2 words                | The sky |
        | Anthropic | is cut off after 0 words                |         |
        | Anthropic | stops after 2 words without an end mark | The sky |
        | Anthropic | stops after 0 words without an end mark |         |
        | Anthropic | reports an error after 2 words          | The sky |

    Scenario Outline: <provider> says all 4 words, but not that it has ended
      Given <provider> will answer "The sky is blue"
      And <provider> stops after 4 words without an end mark
      When Uma asks <provider> "Which colour has the sky?", to be answered word by word
      Then the request fails because the provider ended its answer too early
      And Uma heard "The sky is blue" and nothing more

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

  @INTG-04.9
  Rule: The text of a stream that broke off is never stored as a finished answer

    Scenario Outline: The record of <provider>'s answer that broke off says that it failed
      Given <provider> stops after 2 words without an end mark
      When Uma asks <provider> "Which colour has the sky?", to be answered word by word
      Then the request fails because the provider ended its answer too early
      And the request is on record as failed, and never as answered

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Scenario Outline: The record of <provider>'s answer that came to its end says that it was answered
      When Uma asks <provider> "Hello", to be answered word by word
      Then the answer is "You said: Hello", given by <provider>
      And the request is on record as answered

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
