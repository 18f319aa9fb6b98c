@AR-05 @shell
Feature: Running agents from a shell
  Scripts and people at a terminal run an agent, read its answer, and tell by the way the command ends what became of it.
  Seam: shell → concord command → platform → agent.
  What the platform itself allows, refuses and records has features of its own.

  @AR-05.22
  Rule: The answer is printed, and nothing else

    Example: Uma reads Ada's answer
      Given OpenAI will answer "On its way"
      When Uma runs "concord execute Ada 'Where is my parcel?'"
      Then the command reports success
      And it has printed "On its way", and said nothing besides

    Example: The words are printed as they come
      Given OpenAI will answer "Once upon a time", a word every 1 second
      And Uma has begun to run "concord execute Ada 'Tell me a story'"
      When two words have come from OpenAI
      Then it has printed "Once upon" so far
      And it prints "Once upon a time" in the end

    Example: A program gets everything as one document
      Given OpenAI will answer "On its way"
      When Uma runs "concord execute Ada 'Where is my parcel?' --json"
      Then the command reports success
      And it has printed a document that tells "status" as "completed" and "response" as "On its way"

  @AR-05.22
  Rule: What is blocked or fails is reported as failure, with the reason apart from the answer

    Example: Stu may not chat, and the reason is said
      When Uma runs "concord execute Stu 'Could you help me?'"
      Then the command reports failure
      And it has printed nothing, and said "chat"

    Example: A provider that fails in the middle leaves what was said so far
      Given only OpenAI is configured
      And OpenAI is cut off after 2 words
      When Uma runs "concord execute Ada 'Tell me a story'"
      Then the command reports failure
      And it has printed "You said:", and said "ended"

    Example: A platform that is not there is named
      When Uma runs "concord agents" where no platform is
      Then the command reports failure
      And it has printed nothing, and said "Concord cannot be reached at"

  @AR-05.22
  Rule: What needs approval is reported as such, and a supervisor decides from a shell as well

    Example: What Ines may not do alone waits for approval, and the proposal is named
      When Uma runs "concord execute Ines 'Write to the customer' --action create"
      Then the command reports that approval is needed
      And it has printed nothing, and said "concord proposals approve [proposal]"
      And OpenAI was never contacted

    Example: Sam reads what waits
      Given Uma has run "concord execute Ines 'Write to the customer' --action create"
      When Sam runs "concord proposals"
      Then the command reports success
      And it has printed a table with the proposal that Ines shall create "Write to the customer"
      And one proposal waits

    Example: Sam is shown the content as he approves it, and it is done once
      Given OpenAI will answer "Dear customer"
      And Uma has run "concord execute Ines 'Write to the customer' --action create"
      When Sam runs "concord proposals approve [proposal] --reason 'Well asked'"
      Then the command reports success, saying "Write to the customer"
      And the proposal is approved by Sam because "Well asked"
      And the execution is completed before long
      And OpenAI was asked once

    Example: Whoever rejects says why
      Given Uma has run "concord execute Ada 'Write to everybody' --require-approval"
      When Sam runs "concord proposals reject [proposal] --reason 'Not to everybody'"
      Then the command reports success
      And the proposal is rejected by Sam because "Not to everybody"
      And OpenAI was never contacted
