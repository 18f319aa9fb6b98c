@AR-05 @executions
Feature: Reasoning words
  Anybody can tell which words make a question count as one that takes thought.
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

    Example: Other words leave a simple question simple
      When Uma asks Ada about "parcels" with each of these words
        | list | translate | greet | planet | whyever | explained |
      Then each question counted as simple
      And OpenAI was asked 6 times
