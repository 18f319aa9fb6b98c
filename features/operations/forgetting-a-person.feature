@OPS @people
Feature: Forgetting a person
  Somebody who leaves can ask that nothing of what they said stays, and is answered truthfully when that is so.
  Seam: administrator → people → everything that is stored → every answer.
  Leaving without being forgotten is a feature of its own; backups and the logs of the machine are the operator's.

  @OPS.9
  Rule: What a forgotten person said is nowhere any more

    Example: Of a word that Uma left everywhere no answer and no byte is left
      Given Uma has left "Quicksilver" with OpenAI, Slack and GitHub, and everywhere else where a person can
      When Olivia forgets Uma
      Then Olivia is told that Uma is forgotten
      And "Quicksilver" is in no answer of the platform
      And "Quicksilver" is nowhere in what is stored
      And "uma@example.com" is nowhere in what is stored
