@M06 @observability
Feature: Failing examples explain themselves
  Whoever reads a failure understands it from what is shown, without running the example again.
  Seam: example → specification → its reader.

  Background:
    Given an example in which Uma is answered "Hello" and which expects "Goodbye"

  @M06.14
  Rule: The broken rule and the sentence that failed are shown

    Example: The rule, the example, the step and what came instead stand first
      When the example is run
      Then it fails, and the rule, the example and its last step are shown
      And it is shown that "Hello" came instead of "Goodbye"

  @M06.14
  Rule: What went over the wire is shown in the order in which it passed

    Example: The question and the answer are shown, from whom they came and to whom they went
      When the example is run
      Then it is shown that these went over the wire
        | from     | to       | what         |
        | Uma      | platform | a question   |
        | platform | OpenAI   | the question |
        | OpenAI   | platform | an answer    |
        | platform | Uma      | Hello        |

    Example: An example that holds shows nothing of it
      Given the example expects "Hello" as well
      When the example is run
      Then it holds, and nothing that went over the wire is shown

  @M06.14
  Rule: The platform's own log of the example is shown

    Example: The line about the question is shown
      When the example is run
      Then the platform's log of the question is shown

  @M06.14
  Rule: The command that repeats the failure is shown, with what it was left to chance

    Example: The order made of a seed is part of the command
      When the example is run in an order made of the seed 5
      Then the command that repeats it names the example and the seed 5

    Example: Where cases were made up, the seed of the failing one is shown
      Given an example that makes up numbers and expects all of them to be even
      When the example is run
      Then the seed of the smallest failing case is shown, and how to see it again
