@INTG-05 @shared-state
Feature: Writing shared state
  Whoever writes says where, on which version and for whom; what cannot be meant is refused.
  Seam: person or agent → what is written, and for whom → shared state.

  @INTG-05.20
  Rule: Supervisors write for an agent, and agents for themselves

    Scenario Outline: <somebody> writes for Ada
      When <somebody> writes "blue" to "plan/colour" for Ada
      Then "plan/colour" is "blue", in version 1
      And the record says that <somebody> wrote it for Ada

      Examples: who may act for any agent
        | somebody |
        | Sam      |
        | Olivia   |

    Example: An agent writes for itself
      When Ada writes "blue" to "plan/colour" with a token of its own
      Then "plan/colour" is "blue", in version 1

    Example: A user writes for no agent
      When Uma writes "blue" to "plan/colour" for Ada
      Then the request fails because the role does not allow it
      And nothing was ever written to "plan/colour"

    Example: An agent acts for no other agent
      When Ada writes "blue" to "plan/colour" for Sol with a token of its own
      Then the request fails because the role does not allow it
      And nothing was ever written to "plan/colour"

    Scenario Outline: For <somebody> nothing is written
      When Sam writes "blue" to "plan/colour" for <somebody>
      Then the request fails because <reason>
      And nothing was ever written to "plan/colour"

      Examples: who can do nothing
        | somebody             | reason                 |
        | an unknown agent     | there is no such thing |
        | Ada, who was paused  | the agent is paused    |
        | Ada, who was retired | the agent is retired   |

    Example: A paused agent does not write for itself
      Given Ada was paused
      When Ada writes "blue" to "plan/colour" with a token of its own
      Then the request fails because the agent is paused
      And nothing was ever written to "plan/colour"

  @INTG-05.20
  Rule: A name has two parts, each of 1 to 200 Latin letters, digits, hyphens, underscores, dots and colons

    Scenario Outline: <name> can be a name
      When Uma writes "blue" to <name>
      Then <name> is "blue", in version 1

      Examples: of names
        | name                        |
        | "a/b"                       |
        | "team:1/plan_2.colour-main" |
        | 200 letters twice           |

    Scenario Outline: <name> cannot be a name
      When Uma writes "blue" to <name>
      Then the request fails because the request is not valid
      And the place named is <place>

      Examples: of what is none
        | name              | place                     |
        | "pl an/colour"    | the part before the slash |
        | "plan/größe"      | the part after the slash  |
        | "plan/colour/red" | the part after the slash  |
        | 201 letters twice | the part before the slash |

  @INTG-05.20
  Rule: A write says what, and on which version

    Scenario Outline: <flaw> is refused
      When Uma writes to "plan/colour" with <flaw>
      Then the request fails because the request is not valid
      And the place named is <place>
      And nothing was ever written to "plan/colour"

      Examples: what is wrong
        | flaw                       | place       |
        | no value                   | the value   |
        | no version                 | the version |
        | a version before the first | the version |
        | half a version             | the version |
