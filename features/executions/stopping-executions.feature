@OPS @operations @executions
Feature: Stopping while agents work
  Agents may finish what they are at when the platform is stopped, and two platforms never do the same work.
  Seam: operator → stop → running executions → answers, record.

  @OPS.4
  Rule: Told to stop, the platform begins no new execution

    Example: A new request is refused while an earlier one is being answered
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      And the operator has told the platform to stop
      When Sam asks Sol "Are you there?"
      Then the request fails because the platform is stopping
      And OpenAI was asked once

  @OPS.4
  Rule: Running executions may take 10 seconds to finish; the rest ends as interrupted

    Example: An execution that ends just in time is completed
      Given OpenAI takes 9900 milliseconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When the operator stops the platform and starts it again
      Then Ada answers "You said: Where is my parcel?"
      And the execution is completed
      And the execution is on record as completed, once

    Example: An execution that takes longer is interrupted
      Given OpenAI takes 10001 milliseconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When the operator stops the platform and starts it again
      Then the execution is interrupted
      And the journal ends because it was interrupted
      And the execution is on record as interrupted, once
      And the connection to OpenAI was closed

    Example: A listener hears that it was interrupted
      Given OpenAI will answer "The sky is blue and wide", a word every 4 seconds
      And Uma listens for 5 seconds to Ada answering "Which colour has the sky?"
      When the operator stops the platform and starts it again
      Then Uma heard "The sky is" and nothing more
      And Uma heard at last that it ended because it was interrupted

    @recovery
    Example: A process that is stopped waits for the execution under way
      Given the platform runs in a process of its own
      And OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma has heard "The sky" of Ada's answer to "Which colour has the sky?"
      When the operator stops the platform as OpenAI says the rest, and starts it again
      Then the execution is completed
      And the journal ends with the answer "The sky is blue"

  @OPS.4
  Rule: Two platforms on the same data never run, end or recover the same execution twice

    @recovery
    Example: A second platform leaves the first one's execution alone
      Given the platform runs in a process of its own
      And OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma has heard "The sky" of Ada's answer to "Which colour has the sky?"
      When a second platform is started on the same data, and OpenAI says the rest
      Then the execution is completed before long
      And the execution is on record as completed, once
      And OpenAI was asked once

    @recovery
    Example: Two platforms that recover at the same moment end it once
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma has heard nothing of Ada's answer to "Which colour has the sky?"
      When the platform is killed, and two are started at the same moment
      Then the execution is interrupted, and no execution is running
      And the execution is on record as interrupted, once
      And the journal has one end
