@AR-05 @executions @streaming
Feature: The end of live viewing
  A viewer always learns that it is over, and how.
  Seam: execution that ends → journal → viewer.

  @AR-05.15
  Rule: Viewers of a completed execution are shown at last the whole content and what was used

    Scenario Outline: The content and what was used are shown at last on a <line> line
      Given OpenAI will answer "The sky is blue"
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a <line> line
      When 1 second passes
      Then Sam has seen at last the answer "The sky is blue", which used 12 tokens for the question and 4 for the answer

      Examples: of line
        | line    |
        | one-way |
        | two-way |

  @AR-05.15
  Rule: Viewers of any other execution are shown at last one error that says why

    Scenario Outline: Uma hears one error at last when the answer <went wrong>
      Given only OpenAI is configured
      And OpenAI will answer "The sky is blue"
      And OpenAI <trouble>
      When Uma asks Ada "Which colour has the sky?", to be answered word by word
      Then the execution failed because <failure>
      And Uma heard at last that it failed because <failure>
      And the journal has one end

      Examples: of what happened
        | went wrong        | trouble                                 | failure                                 |
        | never began       | is out of service                       | the provider is unavailable             |
        | was refused       | rejects our credentials                 | the provider rejected our credentials   |
        | broke off         | stops after 2 words without an end mark | the provider ended its answer too early |
        | fell silent       | falls silent after 3 words              | the provider took too long              |

    Scenario Outline: Sam is shown at last on a <line> line that the execution was cancelled
      Given OpenAI never answers
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      And Sam watches the execution on a <line> line
      When Uma cancels the execution
      Then Sam has seen at last that it ended because it was cancelled
      And the journal has one end

      Examples: of line
        | line    |
        | one-way |
        | two-way |

    Example: Uma hears at last that a supervisor stopped the execution
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma is listening to Sol as it begins to create "A poem"
      And 5 seconds pass
      When Sam stops the execution
      Then Uma heard at last that it ended because a supervisor stopped it
      And the journal has one end

  @AR-05.15
  Rule: After the end nothing more is shown, and a one-way line closes

    Example: A one-way line closes after the completion
      Given OpenAI will answer "The sky is blue"
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a one-way line
      When 1 second passes
      Then Sam's line was closed after the end

    Example: A two-way line stays open for whatever else is to be shown
      Given OpenAI will answer "The sky is blue"
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a two-way line
      When 1 second passes
      Then Sam has seen exactly the journal
      And Sam's line is still open
