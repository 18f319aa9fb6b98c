@INTG-05 @workflow
Feature: Refused workflows
  A workflow that cannot be carried through as it is written is refused before anything of it runs.
  Seam: person → workflow as a whole → refusal.

  @INTG-05.12
  Rule: A step takes only what an earlier step gives

    Scenario Outline: A step that takes <what> is refused
      When Uma starts the workflow:
        | agent | action | gives    | takes   |
        | Ada   | search | <first>  |         |
        | Sol   | plan   | <second> | <takes> |
        | Ada   | draft  | lorries  |         |
      Then the request fails because no earlier step gives that result
      And the place named is what the second step takes
      And nothing of it was begun

      Examples: of results that are not there
        | what                               | first  | second | takes   |
        | a result that nobody gives         | crates |        | boxes   |
        | the result of a later step         | crates |        | lorries |
        | its own result                     | crates | plans  | plans   |
        | a result written in other letters  | crates |        | Crates  |
        | anything although nothing is given |        |        | crates  |

    Example: The first step can take nothing
      When Uma starts the workflow:
        | agent | action | gives  | takes  |
        | Ada   | search | crates | crates |
      Then the request fails because no earlier step gives that result
      And the place named is what the first step takes
      And nothing of it was begun

  @INTG-05.12
  Rule: No two steps give a result of the same name

    Example: The second step that gives it is named
      When Uma starts the workflow:
        | agent | action | gives  |
        | Ada   | search | crates |
        | Sol   | search | lorry  |
        | Ada   | search | crates |
      Then the request fails because an earlier step gives a result of that name
      And the place named is what the third step gives
      And nothing of it was begun

  @INTG-05.12
  Rule: Every agent is known, and every step says what is to be done

    Example: An agent that nobody knows is refused, and the steps before it do not run
      When Uma starts a workflow of which the second step has an unknown agent
      Then the request fails because there is no such thing
      And the place named is the agent of the second step
      And nothing of it was begun

    Scenario Outline: A workflow with <flaw> is refused
      When Uma starts a workflow with <flaw>
      Then the request fails because the request is not valid
      And the place named is <place>
      And nothing of it was begun

      Examples: of flaws
        | flaw                          | place                   |
        | no steps                      | the steps               |
        | a step without an agent       | the agent of the step   |
        | a step without an action      | the action of the step  |
        | a step with an empty message  | the message of the step |
        | a step with a nameless result | what the step gives     |
        | a step that has a colour      | the colour of the step  |

    Example: Nobody finds what was refused
      When Uma starts a workflow with no steps
      Then the request fails because the request is not valid
      And Uma finds no workflow
