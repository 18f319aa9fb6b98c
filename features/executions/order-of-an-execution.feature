@AR-05 @executions
Feature: The order of an execution
  An agent acts only after it was allowed to, and what it did can be found wherever one looks for it.
  Seam: person → governance → language model → live stream → chat history → audit → episode.

  @AR-05.12
  Rule: Governance comes first: what an agent may not do reaches no model and no conversation

    Example: A student's chat is refused before anything happens
      When Uma asks Stu "Could you help me?"
      Then the request fails because the agent may not do that
      And OpenAI was never contacted
      And Uma has no conversation

    Example: What needs approval reaches no model before it is approved
      When Uma asks Ines to create "A calendar entry"
      Then a proposal waits for a supervisor
      And OpenAI was never contacted
      And Uma has no conversation

  @AR-05.12
  Rule: While the model is thinking, the decision and the question are there, and nothing that comes after

    Example: Before the answer there is a decision on record, the question in the conversation, and no more
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When 7 seconds pass
      Then the execution is decided on record as allowed, and has not ended
      And Uma's conversation is "Where is my parcel?"
      And Ada remembers nothing

  @AR-05.12
  Rule: Once the answer is given, it is in the journal, the conversation, the audit trail and the memory

    Scenario Outline: An answer given <manner> is found everywhere
      Given OpenAI will answer "On its way"
      When Uma asks Ada "Where is my parcel?", to be answered <manner>
      Then Ada answers "On its way"
      And the journal ends with the answer "On its way"
      And Uma's conversation is "Where is my parcel?", then "On its way"
      And the execution is on record as completed, once
      And Ada remembers "Where is my parcel?" with "On its way", once

      Examples: of manner
        | manner       |
        | as a whole   |
        | word by word |

  @AR-05.12 @streaming
  Rule: Asked to answer word by word, the platform answers from the first moment

    Example: Before the model has said a word, Uma hears that her request runs
      Given OpenAI takes 8 seconds to answer
      When Uma listens for 0 seconds to Ada answering "Where is my parcel?"
      Then Uma has heard that the execution has begun, and no word yet

    Example: Words are heard while the model is still speaking
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      When Uma listens for 5 seconds to Ada answering "Which colour has the sky?"
      Then Uma heard "The sky" and nothing more
      And the execution is running

    Example: What is refused is refused as a whole, and no word is heard
      When Uma asks Stu "Could you help me?", to be answered word by word
      Then the request fails because the agent may not do that
      And Uma heard nothing
