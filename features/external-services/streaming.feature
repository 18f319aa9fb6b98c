@INTG-04 @streaming
Feature: Answers word by word
  A person reads an answer while the model is still writing it, and it is the answer that was written.
  Seam: chat request → gateway → OpenAI or Anthropic → stream of words.
  Answers that break off have a feature of their own.

  @INTG-04.9
  Rule: Words reach the person as the provider sends them

    Scenario Outline: After 5 seconds Uma has heard two words of <provider>, which says one every 2 seconds
      Given <provider> will answer "The sky is blue", a word every 2 seconds
      When Uma listens for 5 seconds to <provider> answering "Which colour has the sky?"
      Then Uma heard "The sky" and nothing more
      And <provider> is still speaking

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Scenario Outline: Before the first word of <provider> nothing is heard
      Given <provider> will answer "The sky is blue", a word every 2 seconds
      When Uma listens for 1.999 seconds to <provider> answering "Which colour has the sky?"
      Then Uma has heard nothing yet

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Scenario Outline: Each word of <provider> comes by itself
      Given <provider> will answer "The sky is blue"
      When Uma asks <provider> "Which colour has the sky?", to be answered word by word
      Then Uma heard each word by itself: "The, sky, is, blue"
      And the answer is "The sky is blue", given by <provider>

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

  @INTG-04.9
  Rule: The words add up to the final text

    Scenario Outline: The end of <provider>'s answer tells all that was said, and what it used
      Given <provider> will answer "Blue, mostly", a word every 2 seconds
      When Uma asks <provider> "Which colour has the sky?", to be answered word by word
      Then the words add up to the answer "Blue, mostly", given by <provider>
      And it ended because everything was said
      And it used 5 tokens for the question and 2 for the answer, 7 in all

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |

    Scenario Outline: Characters that <provider> sends in pieces arrive whole
      Given <provider> will answer "Grüße, 世界 👋🏽 שלום"
      And <provider> sends characters in pieces
      When Uma asks <provider> "Greet the world", to be answered <manner>
      Then the answer is "Grüße, 世界 👋🏽 שלום", given by <provider>

      Examples: of provider and manner
        | provider  | manner       |
        | OpenAI    | as a whole   |
        | OpenAI    | word by word |
        | Anthropic | as a whole   |
        | Anthropic | word by word |

    Scenario Outline: The words between which <provider> put spaces and lines are passed on as they are
      Given <provider> will answer "  One\n\n  two  "
      When Uma asks <provider> "Count to two", to be answered word by word
      Then the words add up to the answer "  One\n\n  two  ", given by <provider>

      Examples: of provider
        | provider  |
        | OpenAI    |
        | Anthropic |
