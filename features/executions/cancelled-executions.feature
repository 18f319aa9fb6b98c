@AR-05 @executions
Feature: Cancelling an execution
  A person who does not want an answer any more says so, and from then on nobody works on it.
  Seam: person → cancel → execution → language model's connection.

  @AR-05.13
  Rule: A cancelled execution is cancelled, and not failed

    Example: Uma's waiting ends, and she is told that it was cancelled
      Given OpenAI never answers
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When Uma cancels the execution
      Then the execution is cancelled
      And Uma's waiting ended because it was cancelled
      And Uma's conversation is "Where is my parcel?"

    Example: A listener hears that it was cancelled, and no word after it
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma listens for 5 seconds to Ada answering "Which colour has the sky?"
      When Uma cancels the execution
      Then the execution is cancelled
      And Uma heard "The sky" and nothing more
      And Uma heard at last that it ended because it was cancelled

    Example: What was cancelled is not remembered
      Given OpenAI never answers
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When Uma cancels the execution
      Then the execution is cancelled
      And Ada remembers nothing, even a day later

  @AR-05.13
  Rule: Only what has not ended can be cancelled, and not by strangers

    Example: What is completed stays completed
      Given OpenAI will answer "On its way"
      And Uma has asked Ada "Where is my parcel?"
      When Uma cancels the execution
      Then the request fails because the present state does not allow it
      And the execution is completed

    Example: What is cancelled cannot be cancelled again
      Given OpenAI never answers
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      And Uma has cancelled the execution
      When Uma cancels the execution again
      Then the request fails because the present state does not allow it
      And the execution is on record as cancelled, once

    Example: Mallory cannot cancel what is Uma's
      Given OpenAI never answers
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When Mallory cancels the execution
      Then the request fails because there is no such thing
      And the execution is running

  @AR-05.17
  Rule: Cancelling closes the connection to the provider within a second

    Example: A silent provider is let go
      Given OpenAI never answers
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When Uma cancels the execution, and 1 second passes
      Then the connection to OpenAI was closed
      And OpenAI was asked once

    Example: A speaking provider is interrupted
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma listens for 3 seconds to Ada answering "Which colour has the sky?"
      When Uma cancels the execution, and 1 second passes
      Then the connection to OpenAI was closed
      And the execution is cancelled
