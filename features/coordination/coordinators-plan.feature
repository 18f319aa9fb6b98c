@INTG-05 @coordinator
Feature: Coordinator's plan
  What a coordinator answers is taken as a plan only if it is one, and gives nobody a right.
  Seam: coordinator's answer → list of parts → workers.

  Background:
    Given the agents "Bo" and "Cy", both autonomous
    And all agents will answer "Done"

  @INTG-05.15
  Rule: The plan is a list of parts, each with a worker and a task

    Scenario Outline: A plan <how> is carried out
      Given Ada's plan is <plan>
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And "Bo" was told "Pack the books"

      Examples: ways to say the same
        | how                            | plan                                      |
        | that is nothing but the list   | a list                                    |
        | with talk around the list      | a list between two sentences              |
        | after a list that was given up | a list after another one that is given up |
        | by the workers' names          | a list with names of workers              |
        | by the workers' numbers        | a list with numbers of workers            |

    Scenario Outline: <plan> is no plan, and nobody is given a part
      Given Ada's plan is <plan>
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is failed
      And it failed because <why>
      And nothing came of it
      And "Bo" was never asked

      Examples: what cannot be used
        | plan                                   | why                               |
        | talk without a list                    | the plan has no list of parts     |
        | one part that is not in a list         | the plan has no list of parts     |
        | a list that is broken off              | the plan has no list of parts     |
        | an empty list                          | the plan has no parts             |
        | a list with a worker that nobody named | a part is for none of the workers |
        | a list with a part for Ada itself      | a part is for none of the workers |
        | a list with a part for nobody          | a part names no worker            |
        | a list with a part without a task      | a part has no task                |
        | a list with a part of blanks           | a part has no task                |

    Example: A name that two workers have is no name of a worker
      Given Olivia has made another agent called "Bo"
      And Ada plans the part "Pack the books" for "Bo"
      When Uma has Ada coordinate "Move the office" with both of that name
      Then the coordination is failed
      And it failed because a part is for a name that 2 workers have

  @INTG-05.15
  Rule: Nothing that the plan says gives anybody a right

    Example: A part is talk, whatever the plan wants it to be
      Given Ada's plan is a list that asks for a payment
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And every part was an execution to chat, asked for by Uma

    Example: What a worker answers makes no further parts
      Given Ada plans the part "Pack the books" for "Bo"
      And "Bo" answers with a plan for "Cy"
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And "Cy" was never asked

  @INTG-05.15
  Rule: Without a plan nothing is done

    Example: A coordinator whose model refuses the request gives nobody a part
      Given Ada's model refuses the request
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is failed
      And it failed because no plan was made
      And "Bo" was never asked
