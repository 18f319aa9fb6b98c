@AR-05 @executions @streaming
Feature: Shown only once it is stored
  Nobody ever reads words that would be lost if the platform died the next moment.
  Seam: language model → journal → live viewer.

  @AR-05.14
  Rule: What a viewer is shown has been stored before

    Example: Words that cannot be stored are not shown
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma listens for 5 seconds to Ada answering "Which colour has the sky?"
      And storage is failing
      When 2 seconds pass
      Then Uma heard "The sky" and nothing more

    @recovery
    Example: All that Uma heard before the platform was killed is in the journal afterwards
      Given the platform runs in a process of its own
      And OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma has heard "The sky" of Ada's answer to "Which colour has the sky?"
      When the platform is killed and started again
      Then the journal begins with all that Uma heard
      And the journal holds the words "The sky"

  @AR-05.14
  Rule: Words are stored together, and no later than 20 milliseconds after they were said

    Example: A word has been shown 20 milliseconds after it was said
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      When Uma listens for 2.020 seconds to Ada answering "Which colour has the sky?"
      Then Uma heard "The" and nothing more

    Example: Words that are said at the same moment are shown together
      Given OpenAI will answer "The sky is blue"
      When Uma asks Ada "Which colour has the sky?", to be answered word by word
      Then Uma heard "The sky is blue" in 1 piece

    Example: Words that are said far apart are shown one by one
      Given OpenAI will answer "The sky is blue", a word every 50 milliseconds
      When Uma asks Ada "Which colour has the sky?", to be answered word by word
      Then Uma heard "The sky is blue" in 4 pieces
