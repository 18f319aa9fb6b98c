@INTG-05 @handoff
Feature: Handing on work
  An agent passes work on together with all that is known about it, and nobody has to explain it twice.
  Seam: person or agent → handoff → receiver.
  Handing up, chains, and what may be done with the work have features of their own.

  @INTG-05.1
  Rule: Work handed to an agent of the same or a lower level counts as accepted at once

    Scenario Outline: <giver>'s work is handed on to <receiver>
      Given the agent "Bo", autonomous
      When Uma hands <giver>'s work on to <receiver>
      Then the work has arrived
      And the handoff is accepted
      And no proposal waits

      Examples: of the same and of lower levels
        | giver | receiver |
        | Ada   | "Bo"     |
        | Ada   | Sol      |
        | Ada   | Stu      |
        | Sol   | Ines     |
        | Ines  | Stu      |

    Example: An agent hands on its own work
      When Sol hands its work on to Ines, with a token of its own
      Then the work has arrived
      And the handoff is accepted

    Example: An agent does not hand on the work of another
      When Ada hands Sol's work on to Ines, with a token of its own
      Then the request fails because the role does not allow it

    Example: The receiver is told
      When Uma hands Ada's work on to Ines
      Then Ines has been notified that work of Ada's has arrived, once

    Example: It is on record who handed on what to whom
      When Uma hands Ada's work on to Ines
      Then it is on record that Uma wanted to hand Ada's work on to Ines: allowed, then accepted

  @INTG-05.1
  Rule: The whole context arrives unchanged

    Example: What was told about a customer arrives as it was told
      When Uma hands Ada's work on to Ines with the context:
        | customer | 4711                                  |
        | language | 日本語 and עברית                      |
        | promise  | "Back by noon"; <b>no</b> sooner; a\b |
      Then the context has arrived at Ines unchanged

    Example: A long text arrives whole
      When Uma hands Ada's work on to Ines with a context of 200000 characters
      Then the context has arrived at Ines unchanged

    Scenario Outline: <what> arrives as it is
      When Uma hands Ada's work on to Ines with <what> as the context
      Then the context has arrived at Ines unchanged

      Examples: of things that are shared
        | what           |
        | a single word  |
        | an empty text  |
        | a number       |
        | a no           |
        | a nested list  |
        | a nested thing |

    Example: The receiver's model is told what was shared, and by whom
      Given Ines will answer "It is in Leipzig"
      And Uma has handed Ada's work on to Ines with the context "The parcel is number 17"
      When Uma has Ines do the work "Where is it?"
      Then Ines answers "It is in Leipzig"
      And Ines was told "The parcel is number 17"
      And Ines was told "Handed on by Ada"

    Example: What was shared is not told where the work is not named
      Given Uma has handed Ada's work on to Ines with the context "The parcel is number 17"
      When Uma asks Ines "Where is it?"
      Then Ines was asked once
      And Ines was never told "The parcel is number 17"

    Scenario Outline: Without a context nothing is handed on: <what>
      When Uma hands Ada's work on to Ines with <what> as the context
      Then the request fails because the request is not valid
      And the place named is the context

      Examples: of what is no context
        | what           |
        | nothing at all |
        | an empty value |
