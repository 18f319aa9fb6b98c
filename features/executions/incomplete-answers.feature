@AR-05 @executions @streaming
Feature: Incomplete answers of agents
  Half an answer may have been read by somebody, but it is kept only where it is known to be half.
  Seam: language model that breaks off → execution → journal, conversation, memory.

  @AR-05.13
  Rule: An answer that breaks off is a failure

    Scenario Outline: The execution fails when OpenAI <trouble>, as its listener hears
      Given OpenAI will answer "The sky is blue"
      And OpenAI <trouble>
      When Uma asks Ada "Which colour has the sky?", to be answered word by word
      Then the execution failed because <failure>
      And Uma heard "<heard>" and nothing more
      And Uma heard at last that it failed because <failure>

      Examples: what breaks the answer off
        | trouble                                 | heard           | failure                                 |
        | is cut off after 1 word                 | The             | the provider ended its answer too early |
        | stops after 2 words without an end mark | The sky         | the provider ended its answer too early |
        | stops after 4 words without an end mark | The sky is blue | the provider ended its answer too early |
        | reports an error after 2 words          | The sky         | the provider ended its answer too early |
        | falls silent after 3 words              | The sky is      | the provider took too long              |

  @AR-05.13
  Rule: The text of an incomplete answer is kept in the journal only

    Scenario Outline: Whoever reads the journal finds what was said, and nobody else does, answered <manner>
      Given OpenAI will answer "The sky is blue"
      And OpenAI stops after 2 words without an end mark
      When Uma asks Ada "Which colour has the sky?", to be answered <manner>
      Then the execution failed because the provider ended its answer too early
      And Uma is told the reason, and no answer
      And the journal holds the words "The sky"
      And Uma's conversation is "Which colour has the sky?"

      Examples: of manner
        | manner       |
        | as a whole   |
        | word by word |

    Example: Ada does not remember half an answer
      Given OpenAI will answer "The sky is blue"
      And OpenAI stops after 4 words without an end mark
      When Uma asks Ada "Which colour has the sky?"
      Then the execution is failed
      And Ada remembers nothing, even a day later
