@AR-05 @executions
Feature: The journal of an execution
  There is one account of what an agent did, and whatever anybody is told of it is told from there.
  Seam: execution → journal → live viewing, chat history, audit trail, episode.

  @AR-05.14
  Rule: Each execution has a journal of its own, numbered from 1 without gaps

    Scenario Outline: The journal of an execution that is <status> has every number once
      Given only OpenAI is configured
      And OpenAI <way>
      When Uma asks Ada "Which colour has the sky?"
      Then the execution is <status>
      And its journal is numbered from 1 to its end without a gap

      Examples: of the ways to end
        | status    | way                                              |
        | completed | will answer "The sky is blue"                    |
        | completed | will answer "The sky is blue", a word every 1 second |
        | failed    | is out of service                                |
        | failed    | stops after 2 words without an end mark          |

    Example: Two executions at the same time are numbered apart
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Mallory is waiting for Sol's answer to "And the sea?"
      When 20 seconds pass
      Then both journals are numbered from 1 to their end without a gap
      And both end with the answer "The sky is blue"

  @AR-05.14
  Rule: The journal is only added to

    Example: What was read in the middle stands unchanged at the end
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam has read the journal after 5 seconds
      When 20 seconds pass
      Then the journal begins with what Sam has read, and ends with the answer "The sky is blue"

    Example: Nothing is added once the execution has ended
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      And Uma has cancelled the execution
      And Sam has read the journal
      When 20 seconds pass
      Then the journal is what Sam has read

  @AR-05.14
  Rule: Viewer, conversation, audit trail and memory are told what the journal says

    Example: All are told the same answer
      Given OpenAI will answer "  Grüße,\n世界 👋🏽 "
      When Uma asks Ada "Greet the world", to be answered word by word
      Then the journal ends with the answer "  Grüße,\n世界 👋🏽 "
      And what Uma heard, the conversation, the execution and the memory are exactly that answer
      And the record of its end has the fingerprint of that answer

    Example: All are told the same failure
      Given only OpenAI is configured
      And OpenAI reports an error after 2 words
      When Uma asks Ada "Greet the world", to be answered word by word
      Then the execution failed because the provider ended its answer too early
      And what Uma heard, the journal and the record tell that same failure
