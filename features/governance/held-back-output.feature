@AR-05 @governance @supervision
Feature: Output that is held back
  A supervisor who has doubts holds an agent's words back, looks into it, and lets them go or not.
  Seam: supervisor → pause, resume → execution's output → whoever listens.

  Background:
    Given OpenAI will answer "Monday is free now", a word every 2 seconds
    And Uma is listening to Sol as it begins to create "The calendar"
    And 5 seconds pass

  @AR-05.3
  Rule: The output of a paused execution is held back until it is resumed or stopped

    Example: Not a word goes out while it is paused, however long that is
      Given Sam has paused the execution
      When 1 hour passes
      Then Uma heard "Monday is" and nothing more
      And the execution is paused
      And OpenAI was asked once

    Example: Resumed, all that was held back goes out, and the rest after it
      Given Sam has paused the execution
      And 2 seconds pass
      When Sam resumes the execution
      Then Sol answers "Monday is free now"
      And Uma heard "Monday is free now" and nothing more

    Example: What the model had finished meanwhile goes out when it is resumed
      Given Sam has paused the execution
      And 1 hour passes
      When Sam resumes the execution
      Then Sol answers "Monday is free now"
      And Uma heard "Monday is free now" and nothing more

    Example: Held back means from everybody: not even Sam reads on
      Given Sam has paused the execution
      And 20 seconds pass
      When Sam reads what Sol has said so far
      Then Sam reads "Monday is"
      And the execution is paused

    Example: Held back means from the conversation as well
      Given Sam has paused the execution
      When 20 seconds pass
      Then Uma's conversation is "The calendar"
      And the execution is paused

    Example: Stopped, what was held back never goes out
      Given Sam has paused the execution
      And 20 seconds pass
      When Sam stops the execution
      Then the execution is cancelled
      And Uma heard "Monday is" and nothing more
      And Uma's conversation is "The calendar"

    Example: When the platform stops, what was held back does not go out
      Given Sam has paused the execution
      And 20 seconds pass
      When the operator stops the platform and starts it again
      Then Uma heard "Monday is" and nothing more
      And the execution is interrupted

    Example: It can be paused and resumed more than once
      Given Sam has paused the execution
      And Sam has resumed the execution
      And Sam has paused the execution
      When 20 seconds pass
      Then Uma heard "Monday is" and nothing more
      And the execution is paused

  @AR-05.3
  Rule: Only what runs can be paused, and only what is paused can be resumed

    Example: What is paused cannot be paused again
      Given Sam has paused the execution
      When Sam pauses the execution
      Then the request fails because the present state does not allow it
      And the execution is paused

    Example: What runs cannot be resumed
      When Sam resumes the execution
      Then the request fails because the present state does not allow it
      And the execution is running

    Example: What has ended cannot be paused
      Given 20 seconds pass
      When Sam pauses the execution
      Then the request fails because the present state does not allow it
      And the execution is completed
