@AR-05 @executions
Feature: Running an agent
  A person asks an agent, and learns what was answered, by whom, and what it used.
  Seam: person → governance → language model → answer.
  Levels and approvals, and what is shown live, have features of their own.

  @AR-05.12
  Rule: Whoever runs an agent is told who answered, where, how, and with what use

    Example: The answer comes with everything that belongs to it
      Given OpenAI will answer "On its way"
      When Uma asks Ada "Where is my parcel?"
      Then Ada answers "On its way"
      And Uma is told the execution, the conversation and the message that it belongs to
      And the answer was given by OpenAI with the model "gpt-6-luna"
      And it used 11 tokens for the question and 3 for the answer, 14 in all

    Example: What was used is told as unknown if the provider does not say it
      Given OpenAI will answer "On its way" without saying what it used
      When Uma asks Ada "Where is my parcel?"
      Then Ada answers "On its way"
      And what it used is unknown

    Example: The backup's answer names the backup
      Given OpenAI is out of service
      And Anthropic will answer "On its way"
      When Uma asks Ada "Where is my parcel?"
      Then Ada answers "On its way"
      And the answer was given by Anthropic with the model "claude-haiku-5-5"

    Example: The model that is named answers
      Given OpenAI will answer "Certainly"
      When Uma asks Ada "Are you there?", naming the model "gpt-6-luna"
      Then Ada answers "Certainly"
      And the answer was given by OpenAI with the model "gpt-6-luna"

  @AR-05.12
  Rule: What is done is a chat, unless another action is named

    Example: Without an action it is a chat
      When Uma asks Ada "Hello, OpenAI"
      Then Ada answers "You said: Hello, OpenAI"
      And the execution was one to chat

    Example: The action that is named is what is decided about and recorded
      When Uma asks Stu to summarize "The words of OpenAI"
      Then Stu answers "You said: The words of OpenAI"
      And the execution was one to summarize

  @AR-05.12
  Rule: What cannot be run at all leaves nothing behind

    Scenario Outline: Nothing runs with <what>
      When Uma asks for an execution with <what>
      Then the request fails because <failure>
      And no execution was begun

      Examples: what is wrong with it
        | what                        | failure                    |
        | an unknown agent            | there is no such thing     |
        | a message without a word    | the request is not valid   |
        | no message                  | the request is not valid   |
        | an action without a name    | the request is not valid   |
        | an unknown conversation     | there is no such thing     |

  @AR-05.12
  Rule: What was answered before the platform died is there afterwards

    @recovery
    Example: The answer, its record and its place in the conversation outlive the platform
      Given the platform runs in a process of its own
      And OpenAI will answer "On its way"
      And Uma has asked Ada "Where is my parcel?"
      When the platform is killed and started again
      Then the execution is completed
      And Uma's conversation is "Where is my parcel?", then "On its way"
      And the execution is on record as completed, once
