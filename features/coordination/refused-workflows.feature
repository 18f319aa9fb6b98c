@INTG-05 @workflow
Feature: Refused workflows
  A workflow that cannot be carried through as it is written is refused before anything of it runs.
  Seam: person → workflow as a whole → refusal.

  @INTG-05.12
  Rule: A step takes only what an earlier step gives

    Scenario Outline: A step that takes <what> is refused
      When Uma starts the workflow:
        | agent | action | gives    | takes    |
        | Ada   | search | <first>  |          |
        | Sol   | plan   | <second> | <takes>  |
        | Ada   | draft  | lorries  |          |
      Then the request fails because no earlier step gives that result
      And the place that is wrong is "steps[1].input_from"
      And nothing was run

      Examples: of results that are not there
        | what                                  | first  | second | takes   |
        | a result that nobody gives            | crates |        | boxes   |
        | the result of a later step            | crates |        | lorries |
        | its own result                        | crates | plans  | plans   |
        | a result written in other letters     | crates |        | Crates  |
        | anything although nothing is given    |        |        | crates  |

    Example: The first step can take nothing
      When Uma starts the workflow:
        | agent | action | gives  | takes  |
        | Ada   | search | crates | crates |
      Then the request fails because no earlier step gives that result
      And the place that is wrong is "steps[0].input_from"
      And nothing was run

  @INTG-05.12
  Rule: No two steps give a result of the same name

    Example: The second step that gives it is named
      When Uma starts the workflow:
        | agent | action | gives  |
        | Ada   | search | crates |
        | Sol   | search | lorry  |
        | Ada   | search | crates |
      Then the request fails because an earlier step gives a result of that name
      And the place that is wrong is "steps[2].output_key"
      And nothing was run

  @INTG-05.12
  Rule: Every agent is known, and every step says what is to be done

    Example: An agent that nobody knows is refused, and the steps before it do not run
      When Uma starts a workflow of which the second step has an unknown agent
      Then the request fails because there is no such thing
      And nothing was run

    Scenario Outline: A workflow with <flaw> is refused
      When Uma starts a workflow with <flaw>
      Then the request fails because the request is not valid
      And the place that is wrong is "<place>"
      And nothing was run

      Examples: of flaws
        | flaw                           | place               |
        | no steps                       | steps               |
        | a step without an agent        | steps[0].agent_id   |
        | a step without an action       | steps[0].action     |
        | a step with an empty message   | steps[0].message    |
        | a step with a nameless result  | steps[0].output_key |
        | a step with a field of its own | steps[0].colour     |

    Example: Nobody finds what was refused
      When Uma starts a workflow with no steps
      Then the request fails because the request is not valid
      And Uma finds no workflow
