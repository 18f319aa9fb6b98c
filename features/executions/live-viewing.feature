@AR-05 @executions @streaming
Feature: Live viewing
  What an agent says can be read while it says it, on whichever line a program can follow.
  Seam: execution → journal → one-way or two-way line → viewer.
  A one-way line only shows; on a two-way line the viewer says what to show.

  @AR-05.15
  Rule: An execution is shown live on both kinds of line

    Scenario Outline: Sam reads along on a <line> line
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a <line> line
      When 5 seconds pass
      Then Sam has seen "The sky" and nothing more

      Examples: of line
        | line    |
        | one-way |
        | two-way |

    Example: Both lines show the same entries under the same numbers
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a one-way line
      And Olivia watches the execution on a two-way line
      When 20 seconds pass
      Then Sam and Olivia have seen exactly the journal

    Example: Two executions on one two-way line are told apart
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a two-way line
      And Mallory is waiting for Sol's answer to "And the sea?"
      When Sam watches that execution too on the same line, and 20 seconds pass
      Then Sam has seen exactly the journal of each

  @AR-05.15
  Rule: The words begin with who speaks: execution, message, agent and model

    Scenario Outline: The execution, the message, the agent and the model are named first on a <line> line
      Given OpenAI will answer "The sky is blue"
      And Uma has asked Ada "Which colour has the sky?"
      When Sam watches the execution on a <line> line
      Then the words begin with the execution, the message, Ada, OpenAI and the model "gpt-6-luna"

      Examples: of line
        | line    |
        | one-way |
        | two-way |

    Example: Nobody is named as long as no word has been said
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When Sam watches the execution on a one-way line
      Then Sam has seen that the execution has begun, and no word yet

  @AR-05.15
  Rule: The pieces of text add up to the content, to the last one

    Scenario Outline: Nothing is missing of an answer that <provider> gives <pace>
      Given only <provider> is configured
      And <provider> will answer "  One\n\n  two  three, 世界 👋🏽 and the end  ", <pace>
      When Uma asks Ada "Count to three", to be answered word by word
      Then the pieces that Uma heard add up to the answer "  One\n\n  two  three, 世界 👋🏽 and the end  "

      Examples: of provider and pace
        | provider  | pace                         |
        | OpenAI    | all at once                  |
        | OpenAI    | a word every 30 milliseconds |
        | OpenAI    | a word every 15 milliseconds |
        | Anthropic | all at once                  |
        | Anthropic | a word every 2 seconds       |

    Scenario Outline: Nothing is missing on a <line> line
      Given OpenAI will answer "The sky is blue", a word every 15 milliseconds
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a <line> line
      When 1 second passes
      Then the pieces that Sam saw add up to the answer "The sky is blue"

      Examples: of line
        | line    |
        | one-way |
        | two-way |
