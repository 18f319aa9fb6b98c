@AR-05 @executions
Feature: Interrupted executions
  When the platform dies nobody waits for ever: what was running is over, and says so.
  Seam: process that dies → recovery → execution, journal, audit trail.

  @AR-05.21
  Rule: After a crash nothing is left running: it is interrupted, and viewers are shown at last an error that says so

    @recovery
    Scenario Outline: When the platform dies <when>, the execution is interrupted
      Given the platform runs in a process of its own
      And OpenAI <pace>
      And Uma has <heard> of Ada's answer to "Which colour has the sky?"
      When the platform is killed and started again
      Then the execution is interrupted, and no execution is running
      And the journal ends because it was interrupted
      And Uma's conversation is "Which colour has the sky?"

      Examples: of moments
        | when                       | pace                                                  | heard           |
        | before the first word      | never answers                                         | heard nothing   |
        | in the middle of an answer | will answer "The sky is blue", a word every 2 seconds | heard "The sky" |

    @recovery
    Example: What was interrupted is on record once, and not remembered
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma has heard nothing of Ada's answer to "Which colour has the sky?"
      When the platform is killed and started again
      Then the execution is on record as interrupted, once
      And Ada remembers nothing
      And the audit trail is in order

    @recovery
    Example: What was interrupted is not run again by itself
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma has heard nothing of Ada's answer to "Which colour has the sky?"
      When the platform is killed and started again
      Then the execution is interrupted, and no execution is running
      And OpenAI was asked once

    @recovery
    Example: A paused execution is interrupted as well
      Given the platform runs in a process of its own
      And OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma has heard "The sky" of what Sol creates from "A poem"
      And Sam has paused the execution
      When the platform is killed and started again
      Then the execution is interrupted, and no execution is running
      And the journal ends because it was interrupted

    @recovery
    Example: What was completed stays completed
      Given the platform runs in a process of its own
      And OpenAI will answer "On its way"
      And Uma has asked Ada "Where is my parcel?"
      When the platform is killed and started again
      Then the execution is completed
      And the journal ends with the answer "On its way"

  @AR-05.21
  Rule: A second recovery changes nothing

    @recovery
    Scenario Outline: All that is known of an execution that <what> is as the first recovery left it
      Given the platform runs in a process of its own
      And OpenAI <pace>
      And Uma has <heard> of Ada's answer to "Which colour has the sky?"
      And the platform was killed and started again, once
      And all executions, journals, conversations, memories and records were written down
      When the platform is killed and started again
      Then all of them are as they were written down

      Examples: of what the first one found
        | what         | pace                                                  | heard           |
        | never spoke  | never answers                                         | heard nothing   |
        | was speaking | will answer "The sky is blue", a word every 2 seconds | heard "The sky" |

  @AR-05.21
  Rule: A recovery that fails is made up for at the next start

    @recovery @storage
    Example: What could not be interrupted at one start is interrupted at the next
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma has heard nothing of Ada's answer to "Which colour has the sky?"
      And the platform was killed, and its next start failed because no interruption could be noted
      When interruptions can be noted again, and the platform is started
      Then the execution is interrupted, and no execution is running
      And the execution is on record as interrupted, once
