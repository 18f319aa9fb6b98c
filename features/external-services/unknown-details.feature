@INTG-04 @chat
Feature: Details that were not given
  A person is never told a made-up number, and never has to know what a provider insists on.
  Seam: chat request → gateway → OpenAI or Anthropic.

  @INTG-04.1
  Rule: What the provider leaves out is reported as unknown, never guessed

    Scenario Outline: <provider> leaves something out of an answer given <manner>
      Given <provider> will answer "Good morning" <omission>
      When Uma asks <provider> "Good morning?", to be answered <manner>
      Then the answer is "Good morning", given by <provider>
      And <unknown>

      Examples: of provider, manner and what is left out
        | provider  | manner       | omission                    | unknown                        |
        | OpenAI    | as a whole   | without saying what it used | what it used is unknown        |
        | OpenAI    | as a whole   | for an unknown reason       | it ended for an unknown reason |
        | OpenAI    | word by word | without saying what it used | what it used is unknown        |
        | OpenAI    | word by word | for an unknown reason       | it ended for an unknown reason |
        | Anthropic | as a whole   | without saying what it used | what it used is unknown        |
        | Anthropic | as a whole   | for an unknown reason       | it ended for an unknown reason |
        | Anthropic | word by word | without saying what it used | what it used is unknown        |
        | Anthropic | word by word | for an unknown reason       | it ended for an unknown reason |

  @INTG-04.1
  Rule: Anthropic, which needs a length limit, is given one of 4096 where the person set none

    Example: No limit was set for Anthropic
      When Uma asks Anthropic "Hello"
      Then the answer is "You said: Hello", given by Anthropic
      And Anthropic was asked for at most 4096 tokens

    Example: No limit was set for OpenAI, which needs none
      When Uma asks OpenAI "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was given no length limit

    Scenario Outline: A limit that the person set is kept by <provider>
      When Uma asks <provider> "Hello", for at most 4097 tokens
      Then the answer is "You said: Hello", given by <provider>
      And <provider> was asked for at most 4097 tokens

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
