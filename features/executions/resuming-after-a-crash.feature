@AR-05 @executions @streaming
Feature: Resuming after a crash
  Not even the death of the platform costs a viewer a word, or shows one twice.
  Seam: viewer → platform that is killed and started again → journal.

  @AR-05.16
  Rule: A viewer who was cut off by a crash resumes from the last number, with exactly what is missing

    @recovery
    Scenario Outline: Uma resumes on a <line> line after the platform was killed in the middle of the answer
      Given the platform runs in a process of its own
      And OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma has heard "The sky" of Ada's answer to "Which colour has the sky?"
      When the platform is killed and started again, and Uma comes back on a <line> line
      Then Uma has seen each entry of the journal once, in order, in two parts
      And the last is that it ended because it was interrupted

      Examples: of line to resume on
        | line    |
        | one-way |
        | two-way |

    @recovery
    Example: What was completed before the crash is shown as it was
      Given the platform runs in a process of its own
      And OpenAI will answer "The sky is blue"
      And Uma has asked Ada "Which colour has the sky?"
      When the platform is killed and started again, and Uma comes back on a one-way line
      Then Uma has seen exactly the journal
      And the pieces that Uma saw add up to the answer "The sky is blue"

    @recovery
    Example: A second crash changes nothing of what is shown
      Given the platform runs in a process of its own
      And OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma has heard "The sky" of Ada's answer to "Which colour has the sky?"
      And the platform was killed and started again, once
      When the platform is killed and started again, and Uma comes back on a two-way line
      Then Uma has seen each entry of the journal once, in order, in two parts
      And the last is that it ended because it was interrupted
