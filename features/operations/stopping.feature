@OPS @operations
Feature: Stopping
  The platform can be stopped at any time, and afterwards everybody knows what was finished and what was not.
  Seam: operator → stop → running requests → audit trail.
  Messages on their way to Slack or GitHub are told there.

  Background:
    Given OpenAI will answer "All is well"

  @OPS.4
  Rule: Told to stop, the platform takes no new work

    Example: A new question is refused while an earlier one is being answered
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for an answer
      And the operator has told the platform to stop
      When Sam asks "Are you there?"
      Then the request fails because the platform is stopping
      And Sam may try again after 5 seconds
      And OpenAI was asked once

    Example: It says that it is not ready, and is still alive
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for an answer
      And the operator has told the platform to stop
      When a stranger asks how the platform is
      Then it is alive, but not ready because the platform is stopping

  @OPS.4
  Rule: Running work may take 10 seconds to finish, or as many as the operator decides; the rest ends as interrupted

    Example: An answer that comes just in time reaches Uma
      Given OpenAI takes 9999 milliseconds to answer
      And Uma is waiting for an answer
      When the operator stops the platform
      Then Uma gets the answer "All is well"
      And nothing was interrupted
      And every question is on record as answered

    Example: A question that takes longer ends as interrupted
      Given OpenAI takes 10001 milliseconds to answer
      And Uma is waiting for an answer
      When the operator stops the platform
      Then Uma is refused an answer because the platform is stopping
      And the connection to OpenAI was closed
      And every question is on record as interrupted

    Example: An answer word by word ends with a visible error
      Given OpenAI will answer "Once upon a time", a word every 4 seconds
      And Uma listens for 5 seconds to OpenAI answering "Tell me a story"
      When the operator stops the platform
      Then Uma's answer ends because the platform is stopping
      And Uma heard "Once upon a" and nothing more
      And every question is on record as interrupted

    Example: Somebody who only watches is not waited for
      Given Sam is listening to the alerts
      When the operator stops the platform
      Then nothing was interrupted

    @recovery
    Example: A stopped process waits for the answer that is under way, and ends well
      Given the platform runs in a process of its own
      And OpenAI takes 5 seconds to answer
      And Uma's question has reached OpenAI
      When the operator stops the platform, and OpenAI answers
      Then Uma gets the answer "All is well"
      And the process has ended well

    @recovery
    Example: A stopped process ends what is not finished in time, and ends well
      Given these settings
        | CONCORD_STOP_SECONDS | 1 |
      And the platform runs in a process of its own
      And OpenAI never answers
      And Uma's question has reached OpenAI
      When the operator stops the process and starts the platform again
      Then Uma is refused an answer because the platform is stopping
      And every question is on record as interrupted
