@AR-05 @governance @supervision
Feature: Waiting for output that is held back
  Whoever waits for a whole answer waits longer while a supervisor looks into it, and gets all of it or nothing.
  Seam: supervisor → pause, resume, stop → person who waits.

  @AR-05.3
  Rule: A whole answer is held back as one given word by word is

    Example: Uma's waiting does not end while it is paused
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Sol to create "The calendar"
      And Sam has paused the execution
      When 1 hour passes
      Then Uma is still waiting
      And the execution is paused
      And OpenAI was asked once

    Example: Uma gets the whole answer once it is resumed
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Sol to create "The calendar"
      And Sam has paused the execution
      And 1 hour passes
      When Sam resumes the execution
      Then Sol answers "You said: The calendar"

    Example: Uma is told of the stop, and gets nothing of the answer
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Sol to create "The calendar"
      And Sam has paused the execution
      And 1 hour passes
      When Sam stops the execution
      Then Uma's waiting ended because a supervisor stopped it
      And Uma's conversation is "The calendar"

    Example: Nothing goes out of an answer that was paused before its first word
      Given OpenAI will answer "Monday is free now", a word every 2 seconds
      And Uma is listening to Sol as it begins to create "The calendar"
      And Sam has paused the execution
      When 1 hour passes
      Then Uma heard nothing of what Sol says
      And the execution is paused

  @AR-05.3
  Rule: A failure is held back no less than an answer

    Example: A model that fails while the execution is paused is not reported
      Given OpenAI stops after 2 words without an end mark
      And OpenAI will answer "Monday is free now", a word every 2 seconds
      And Uma is listening to Sol as it begins to create "The calendar"
      And Sam has paused the execution
      When 20 seconds pass
      Then Uma heard nothing of what Sol says
      And the execution is paused

    Example: A model that failed meanwhile is reported when the execution is resumed
      Given OpenAI stops after 2 words without an end mark
      And OpenAI will answer "Monday is free now", a word every 2 seconds
      And Uma is listening to Sol as it begins to create "The calendar"
      And Sam has paused the execution
      And 20 seconds pass
      When Sam resumes the execution
      Then the execution failed because the provider ended its answer too early
