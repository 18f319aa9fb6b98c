@AR-05 @executions @streaming
Feature: Viewers who leave or fall behind
  Whoever reads slowly or goes away holds up nobody, neither the agent nor other viewers.
  Seam: execution → journal → viewer who does not keep up.
  Cancelling, which is something else than leaving, has a feature of its own.

  @AR-05.17
  Rule: A viewer who leaves slows nobody, and ends nothing

    Example: The execution goes on when the person who asked stops listening
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma listens for 3 seconds to Ada answering "Which colour has the sky?"
      When Uma goes away, and 20 seconds pass
      Then the execution is completed
      And Uma's conversation is "Which colour has the sky?", then "The sky is blue"

    Example: The execution goes on when the person who asked stops waiting for the whole answer
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Where is my parcel?"
      When Uma goes away, and 20 seconds pass
      Then the execution is completed
      And OpenAI was asked once

    Scenario Outline: Olivia reads on when Sam leaves a <line> line
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma is waiting for Ada's answer to "Which colour has the sky?"
      And Sam watches the execution on a <line> line
      And Olivia watches the execution on a <line> line
      And Sam goes away after 3 seconds
      When 20 seconds pass
      Then Olivia has seen exactly the journal

      Examples: of line that Sam leaves
        | line    |
        | one-way |
        | two-way |

  @AR-05.17
  Rule: A viewer who reads slowly holds nobody up, and the line is closed with a reason when more than 1 MiB behind

    Scenario Outline: Sam reads nothing on a <line> line, which is closed, and Olivia is shown everything
      Given OpenAI will answer 8 MiB, a tenth every 2 seconds
      And Uma is waiting for Ada's answer to "Tell me everything"
      And Sam opens a <line> line to the execution and reads nothing
      And Olivia watches the execution on a <line> line
      When 22 seconds pass
      Then Olivia has seen everything, a tenth at a time
      And Sam's line was closed because Sam was too far behind

      Examples: of line that is not read
        | line    |
        | one-way |
        | two-way |

    Scenario Outline: Sam, who is less than 1 MiB behind on a <line> line, is shown everything
      Given OpenAI will answer 480 KiB, a tenth every 2 seconds
      And Uma is waiting for Ada's answer to "Tell me something"
      And Sam opens a <line> line to the execution and reads nothing
      And 30 seconds pass
      When Sam begins to read
      Then Sam is shown exactly the journal

      Examples: of line that is read late
        | line    |
        | one-way |
        | two-way |
