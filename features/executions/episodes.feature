@AR-05 @executions
Feature: Episodes
  An agent remembers each thing that it completed, once, and nothing else.
  Seam: execution that ends → episode.
  How memories are found again has a feature of its own.

  @AR-05.20
  Rule: A completed execution makes exactly one episode

    Example: One execution makes one
      Given OpenAI will answer "On its way"
      When Uma asks Ada "Where is my parcel?"
      Then Ada remembers "Where is my parcel?" with "On its way", once

    Example: The same question asked twice makes two
      Given OpenAI will answer "On its way"
      And Uma has asked Ada "Where is my parcel?"
      When Uma asks Ada "Where is my parcel?"
      Then Ada remembers "Where is my parcel?" with "On its way", twice

    Example: Another agent does not remember it
      Given OpenAI will answer "On its way"
      When Uma asks Ada "Where is my parcel?"
      Then Ada answers "On its way"
      And Sol remembers nothing

    @recovery
    Example: A platform that dies after the answer still makes it, once
      Given the platform runs in a process of its own
      And episodes cannot be stored
      And OpenAI will answer "On its way"
      And Uma has asked Ada "Where is my parcel?"
      When the platform is killed, and started again when episodes can be stored
      Then Ada remembers "Where is my parcel?" with "On its way" before long, once

  @AR-05.20
  Rule: An execution that is blocked, failed, cancelled or interrupted makes none

    Example: A blocked one makes none
      When Uma asks Stu "Could you help me?"
      Then the request fails because the agent may not do that
      And Stu remembers nothing, even a day later
      And OpenAI was never contacted

    Scenario Outline: A failed one makes none when OpenAI <trouble>
      Given only OpenAI is configured
      And OpenAI <trouble>
      When Uma asks Ada "Where is my parcel?"
      Then the execution is failed
      And Ada remembers nothing, even a day later

      Examples: of failures
        | trouble                                 |
        | is out of service                       |
        | stops after 2 words without an end mark |

    Example: A cancelled one makes none
      Given OpenAI never answers
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When Uma cancels the execution
      Then the execution is cancelled
      And Ada remembers nothing, even a day later

    Example: An interrupted one makes none
      Given OpenAI never answers
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When the operator stops the platform and starts it again
      Then the execution is interrupted
      And Ada remembers nothing, even a day later

  @AR-05.20
  Rule: Failing to make an episode is tried again and never fails the execution

    Example: The answer is given although nothing can be remembered
      Given episodes cannot be stored
      And OpenAI will answer "On its way"
      When Uma asks Ada "Where is my parcel?"
      Then Ada answers "On its way"
      And Ada remembers nothing
      And the execution is completed

    Example: It is made as soon as it can be, and only once
      Given episodes cannot be stored
      And OpenAI will answer "On its way"
      And Uma has asked Ada "Where is my parcel?"
      And the platform makes its rounds
      When episodes can be stored again, and 1 hour passes
      Then Ada remembers "Where is my parcel?" with "On its way", once
