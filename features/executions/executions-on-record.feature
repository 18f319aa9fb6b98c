@AR-05 @executions @audit
Feature: Executions on record
  Whatever an agent did or was kept from doing, the record says who wanted it, who decided, and what came of it.
  Seam: attempt → decision record → execution → outcome record.
  That nobody can change the record unnoticed has a feature of its own.

  @AR-05.19
  Rule: The decision is on record before anything happens

    Example: While OpenAI is being asked, the decision is on record already
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When 1 second passes
      Then OpenAI was asked once
      And the execution is decided on record as allowed, and has not ended

    Example: If the decision cannot be written, the action does not happen
      Given storage is failing
      When Uma asks Ada "Where is my parcel?"
      Then the request fails because the store is not available
      And OpenAI was never contacted
      And Uma has no conversation

    @recovery
    Example: A platform that dies while OpenAI is being asked leaves the decision behind
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma has heard nothing of Ada's answer to "Where is my parcel?"
      When the platform is killed and started again
      Then the execution is decided on record as allowed
      And the execution is on record as interrupted, once

  @AR-05.19
  Rule: Every attempt leaves one decision and, unless it was blocked, one outcome

    Scenario Outline: An attempt that is <outcome> leaves both
      Given only OpenAI is configured
      And OpenAI <way>
      When Uma asks Ada "Where is my parcel?"
      Then the execution is decided on record as allowed
      And the execution is on record as <outcome>, once

      Examples: of outcomes
        | outcome   | way                      |
        | completed | will answer "On its way" |
        | failed    | is out of service        |

    Example: A blocked attempt leaves its decision alone
      When Uma asks Stu "Could you help me?"
      Then the request fails because the agent may not do that
      And the attempt is decided on record as blocked, and has no outcome
      And OpenAI was never contacted

    Example: An attempt with a paused agent leaves its decision alone
      Given Ada was paused
      When Uma asks Ada "Could you help me?"
      Then the request fails because the agent is paused
      And the attempt is decided on record as blocked, and has no outcome
      And OpenAI was never contacted
