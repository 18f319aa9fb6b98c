@AR-05 @executions
Feature: Reasoning words
  The words by which a question counts as one that takes thought are published.
  Seam: person → agent → choice of the model → OpenAI.

  @AR-05.11
  Rule: Each of the published words asks for thought

    Example: Each word makes a simple question moderate
      When Uma asks Ada about "parcels" with each of these words
        | analyse  | analyze  | argue    | assess   | calculate | compare  |
        | contrast | critique | debug    | deduce   | derive    | design   |
        | diagnose | estimate | evaluate | explain  | infer     | justify  |
        | optimise | optimize | plan     | prove    | refactor  | why      |
      Then each question counted as moderate
      And OpenAI was asked 24 times

    Example: Other words do not
      When Uma asks Ada about "parcels" with each of these words
        | list | translate | greet | planet | whyever | explained |
      Then each question counted as simple
      And OpenAI was asked 6 times

  @AR-05.11
  Rule: The choice and its reason stay on record, however it ends

    Example: When the model fails
      Given OpenAI calls the request invalid
      When Uma asks Ada "Why?"
      Then the execution failed because our request was invalid
      And the model "gpt-6-luna" of OpenAI was chosen for a moderate question

    Example: When the backup answers in the end
      Given OpenAI is out of service
      And Anthropic will answer "On its way"
      When Uma asks Ada "Why?"
      Then Ada answers "On its way"
      And the model "gpt-6-luna" of OpenAI was chosen for a moderate question

    Example: While it still runs
      Given OpenAI takes 5 seconds to answer
      When Uma begins to wait for Ada's answer to "Why?"
      Then the model "gpt-6-luna" of OpenAI was chosen for a moderate question
