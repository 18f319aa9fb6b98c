@OPS @storage @executions
Feature: Agents while storage is in trouble
  An agent does nothing that could not be written down, and no execution is kept by half.
  Seam: execution → store that is full or failing → journal, history, record.

  @OPS.3
  Rule: An execution that cannot be written down does not begin

    Example: Nothing is asked of a model while storage is failing
      Given storage is failing
      When Uma asks Ada "Where is my parcel?"
      Then the request fails because the store is not available
      And Uma may try again after 1 second
      And OpenAI was never contacted

    Example: A message for which there is no room is not sent to a model
      Given storage is full
      When Uma asks Ada something of 300000 characters
      Then the request fails because the store is not available
      And OpenAI was never contacted
      And no execution was begun

  @OPS.3
  Rule: An end is stored as a whole or not at all

    Example: An answer that cannot be stored is not given
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      And storage is failing
      When 20 seconds pass
      Then Uma is not given an answer because the store is not available
      And Uma's conversation is "Where is my parcel?"
      And no execution has ended on record

    Example: Once storage works again the answer is stored everywhere
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      And the platform makes its rounds
      And storage fails for 20 seconds
      When 60 seconds pass
      Then the execution is completed, and journal, conversation, record and memory agree

  @OPS.3
  Rule: Reading goes on while storage fails

    Example: An earlier execution can be watched, looked up and read
      Given OpenAI will answer "On its way"
      And Uma has asked Ada "Where is my parcel?"
      And storage is failing
      When Sam watches the execution on a one-way line
      Then Sam has seen exactly the journal
      And Uma's conversation is "Where is my parcel?", then "On its way"
