@INTG-05 @shared-state
Feature: Shared state
  What agents know together has one present value, and nobody overwrites what they have not seen.
  Seam: person or agent → value and version → everybody.

  @INTG-05.20
  Rule: Each write makes the next version, and only whoever has seen the present one may write

    Example: The first write makes version 1
      When Uma writes "blue" to "plan/colour"
      Then "plan/colour" is "blue", in version 1

    Example: Having seen the present version, one writes the next
      Given Uma has written "blue" to "plan/colour"
      When Mallory writes "red" to "plan/colour", having seen version 1
      Then "plan/colour" is "red", in version 2

    Scenario Outline: Having seen version <seen> of 2, one writes nothing and is told the present one
      Given Uma has written "blue" to "plan/colour"
      And Uma has written "red" to "plan/colour", having seen version 1
      When Sam writes "green" to "plan/colour", having seen version <seen>
      Then the request fails because the version is not the present one, which is 2
      And "plan/colour" is "red", in version 2

      Examples: never, an old one and one to come
        | seen |
        | 0    |
        | 1    |
        | 3    |

    Example: What was never written has no version to be seen
      When Sam writes "green" to "plan/colour", having seen version 1
      Then the request fails because the version is not the present one, which is 0
      And nothing was ever written to "plan/colour"

    Example: The same value written again is a new version
      Given Uma has written "blue" to "plan/colour"
      When Uma writes "blue" to "plan/colour", having seen version 1
      Then "plan/colour" is "blue", in version 2

    Example: Of ten who write at the same moment one does, and the others lose nothing
      When Uma writes ten values to "plan/colour" at the same moment
      Then one of them is the value of "plan/colour", in version 1
      And the other nine fail because the version is not the present one

  @INTG-05.20
  Rule: Each name has a version of its own

    Example: Another name of the same kind is not touched
      Given Uma has written "blue" to "plan/colour"
      When Uma writes "large" to "plan/size"
      Then "plan/colour" is "blue", in version 1
      And "plan/size" is "large", in version 1

    Example: The same name of another kind is not touched
      Given Uma has written "blue" to "plan/colour"
      When Uma writes "grey" to "draft/colour"
      Then "plan/colour" is "blue", in version 1
      And "draft/colour" is "grey", in version 1

  @INTG-05.20
  Rule: What was written is read as it was written, by everybody

    Scenario Outline: <somebody> reads what Uma wrote
      Given Uma has written "blue" to "plan/colour"
      When <somebody> looks up "plan/colour"
      Then it reads "blue", in version 1

      Examples: who reads
        | somebody                      |
        | Uma                           |
        | Mallory                       |
        | Sam                           |
        | Stu, with a token of its own, |

    Scenario Outline: Any value is kept as it is: <what>
      When Uma writes <what> to "plan/notes"
      Then "plan/notes" is exactly that, in version 1

      Examples: of values
        | what                        |
        | nothing                     |
        | no                          |
        | the number 0                |
        | an empty text               |
        | text in many scripts        |
        | a list of lists             |
        | something with many members |

    Example: What was never written is not there
      When Uma looks up "plan/colour"
      Then the request fails because there is no such thing
