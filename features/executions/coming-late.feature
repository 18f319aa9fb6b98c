@AR-05 @executions @streaming
Feature: Coming late and coming back
  A viewer who was away misses nothing and reads nothing twice.
  Seam: viewer with the last number seen → journal → what is missing.

  Background:
    Given OpenAI will answer "The sky is blue", a word every 2 seconds

  @AR-05.16
  Rule: A viewer who comes late gets everything from the beginning, in order

    Scenario Outline: Coming in the middle, Sam sees everything on a <line> line
      Given Uma is waiting for Ada's answer to "Which colour has the sky?"
      And 5 seconds pass
      And Sam watches the execution on a <line> line
      When 20 seconds pass
      Then Sam has seen exactly the journal

      Examples: of line
        | line    |
        | one-way |
        | two-way |

    Scenario Outline: Coming after the end, Sam sees everything on a <line> line
      Given Uma has asked Ada "Which colour has the sky?"
      When Sam watches the execution on a <line> line
      Then Sam has seen exactly the journal
      And the pieces that Sam saw add up to the answer "The sky is blue"

      Examples: of line that stays or closes
        | line    |
        | one-way |
        | two-way |

    Example: An answer longer than a viewer may be behind is shown whole to whoever comes after it
      Given OpenAI will answer 4 MiB, a tenth every 2 seconds
      And Uma has asked Ada "Tell me everything"
      When Sam watches the execution on a one-way line
      Then Sam has seen exactly the journal

  @AR-05.16
  Rule: A viewer who returns with the last number seen gets exactly what is missing, and nothing twice

    Scenario Outline: Sam, who was away on a <line> line, has seen each entry once
      Given Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a <line> line
      And 3 seconds pass
      And Sam leaves, and comes back <later> with the last number
      When 20 seconds pass
      Then Sam has seen each entry of the journal once, in order, in two parts

      Examples: of line, and of how long Sam was away
        | line    | later           |
        | one-way | at once         |
        | one-way | after 3 seconds |
        | one-way | after 1 minute  |
        | two-way | at once         |
        | two-way | after 3 seconds |
        | two-way | after 1 minute  |

    Example: A browser that reconnects by itself gets exactly what is missing
      Given Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a one-way line
      And 3 seconds pass
      And Sam leaves, and Sam's browser comes back by itself after 3 seconds
      When 20 seconds pass
      Then Sam has seen each entry of the journal once, in order, in two parts

    Scenario Outline: Whoever has seen the end gets nothing more on a <line> line
      Given Uma has asked Ada "Which colour has the sky?"
      And Sam watches the execution on a <line> line
      When Sam leaves, and comes back at once with the last number
      Then Sam is shown nothing more

      Examples: of line to return on
        | line    |
        | one-way |
        | two-way |

    Example: From any number on, exactly the rest is shown
      Given Uma has asked Ada "Which colour has the sky?"
      When Sam comes back with each number of the journal in turn
      Then each time Sam is shown exactly what follows
