@AR-05 @executions @access
Feature: Who may watch
  What a person and an agent say to each other is theirs, and a supervisor's to look after.
  Seam: viewer → role and person → journal.

  Background:
    Given OpenAI will answer "The sky is blue", a word every 2 seconds

  @AR-05.16
  Rule: Only the execution's person and supervisors may watch it

    Scenario Outline: <viewer> may watch Uma's execution on a <line> line
      Given Uma is waiting for Ada's answer to "Which colour has the sky?"
      And <viewer> watches the execution on a <line> line
      When 20 seconds pass
      Then <viewer> has seen exactly the journal

      Examples: of those who may
        | viewer | line    |
        | Uma    | one-way |
        | Uma    | two-way |
        | Sam    | one-way |
        | Sam    | two-way |
        | Olivia | one-way |
        | Olivia | two-way |

    Scenario Outline: A stranger who watches another's execution on a <line> line is told that there is none
      Given Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Mallory watches the execution on a <line> line
      When 20 seconds pass
      Then Mallory was refused because there is no such thing
      And Mallory is shown nothing

      Examples: of line for a stranger
        | line    |
        | one-way |
        | two-way |

    Scenario Outline: An execution that does not exist is refused in the same way on a <line> line
      When Sam watches an execution that does not exist on a <line> line
      Then Sam was refused because there is no such thing

      Examples: of line to nothing
        | line    |
        | one-way |
        | two-way |

  @AR-05.16
  Rule: A stranger can find nothing out about another's execution

    Example: It cannot be looked up
      Given Uma has asked Ada "Which colour has the sky?"
      When Mallory looks the execution up
      Then the request fails because there is no such thing

    Example: Mallory's list has only what is Mallory's
      Given Uma has asked Ada "Which colour has the sky?"
      And Mallory has asked Sol "And the sea?"
      When Mallory lists the executions
      Then there is only the one of "And the sea?"

    Example: A supervisor's list has everybody's
      Given Uma has asked Ada "Which colour has the sky?"
      And Mallory has asked Sol "And the sea?"
      When Sam lists the executions
      Then there are those of "Which colour has the sky?" and "And the sea?"

  @AR-05.16
  Rule: Who may watch no longer is shown no more

    Example: A line closes when its reader is removed
      Given Mallory is waiting for Ada's answer to "Which colour has the sky?"
      And Mallory watches the execution on a two-way line
      And 3 seconds pass
      When Olivia removes Mallory, and 20 seconds pass
      Then Mallory's line was closed because Mallory may use it no longer
      And Mallory has seen "The" and nothing more
