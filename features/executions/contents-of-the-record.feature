@AR-05 @executions @audit
Feature: The contents of the record
  The record answers who, for whom, what, when and how long, and gives no content away.
  Seam: attempt → decision record → execution → outcome record.

  @AR-05.19
  Rule: The record says who asked whom for what, what was decided, when it ran, how long, and what came of it

    Example: The record of a completed execution says all of it
      Given OpenAI will answer "On its way"
      And OpenAI takes 8 seconds to answer
      When Uma asks Ada "Where is my parcel?"
      Then Ada answers "On its way"
      And the record says that Uma asked Ada to chat, which is of complexity 2, and that it was allowed
      And the record says that it began at once, lasted 8 seconds, and was completed with "On its way"

    Example: The record of a failed execution says the error
      Given only OpenAI is configured
      And OpenAI rejects our credentials
      When Uma asks Ada "Where is my parcel?"
      Then the execution failed because the provider rejected our credentials
      And the record says that it failed because the provider rejected our credentials

    Example: The record of a stopped execution says who stopped it
      Given OpenAI never answers
      And Uma is waiting for Sol to create "A poem"
      When Sam stops the execution
      Then the record says that Sam stopped it
      And the execution is on record as cancelled, once

  @AR-05.19
  Rule: The record holds fingerprints of contents, and no content

    Example: Neither question nor answer stands in the record
      Given OpenAI will answer "The vault opens with 4711"
      When Uma asks Ada "How does the vault open?"
      Then Ada answers "The vault opens with 4711"
      And the record has the fingerprints of Uma's request "How does the vault open?" to Ada and of "The vault opens with 4711"
      And neither "vault" nor "4711" stands in the audit trail

    Example: Nothing of a refused question stands in the record
      When Uma asks Stu "How does the vault open?"
      Then the request fails because the agent may not do that
      And the attempt is decided on record as blocked, and has no outcome
      And neither "vault" nor "open?" stands in the audit trail
      And OpenAI was never contacted
