@INTG-05 @workflow
Feature: Whose workflow it is
  A workflow belongs to whoever asked for it; supervisors can help, and nobody else learns that it exists.
  Seam: person or agent → address of a workflow → its asker.

  @INTG-05.12
  Rule: Whoever asked and supervisors find it; to others there is no such workflow

    Background:
      Given Ada's model refuses the request
      And Uma has started the workflow:
        | agent | action |
        | Ada   | search |
        | Ines  | read   |

    Scenario Outline: <person> finds Uma's workflow
      When <person> looks the workflow up
      Then <person> is given the failed workflow

      Examples: of those who may
        | person |
        | Uma    |
        | Sam    |
        | Olivia |

    Scenario Outline: To Mallory there is nothing to <act>
      When Mallory <acts>
      Then the request fails because there is no such thing
      And the refusal says "There is no such workflow"
      And the workflow is failed
      And Ada was asked once

      Examples: of what she might try
        | act    | acts                         |
        | see    | looks the workflow up        |
        | retry  | retries the workflow         |
        | cancel | cancels the workflow         |
        | follow | tries to follow the workflow |

    Example: A workflow is no coordination of another kind
      When Uma looks the workflow up among other coordinations
      Then the request fails because there is no such thing

  @INTG-05.12
  Rule: An agent starts workflows for agents of its own level or below

    Example: Sol, with a token of its own, has a workflow done by Ines
      Given Ines will answer "Six crates"
      When Sol starts the workflow, with a token of its own:
        | agent | action |
        | Sol   | search |
        | Ines  | read   |
      Then the workflow is completed
      And Sol was asked once
      And step 2 was answered "Six crates"

    Example: An agent above it takes no orders from it
      When Sol starts the workflow, with a token of its own:
        | agent | action |
        | Sol   | search |
        | Ada   | read   |
      Then the request fails because the role does not allow it
      And nothing of it was begun

  @INTG-05.12
  Rule: Every step is decided and recorded as an ordinary execution of whoever asked

    Example: Each step has its execution, for Uma
      Given all agents will answer "Done"
      When Uma starts the workflow:
        | agent | action   | message     |
        | Ada   | search   | The crates  |
        | Sol   | schedule | The lorries |
      Then these decisions are on record for Uma, each with an end that is completed:
        | agent | action   |
        | Ada   | search   |
        | Sol   | schedule |

    Example: A step shows the execution that it is
      Given Ada will answer "Six crates"
      When Uma starts the workflow:
        | agent | action | message    |
        | Ada   | search | The crates |
      Then step 1 shows its execution, of Ada for Uma, answered "Six crates"

    Example: A step is remembered by its agent
      Given the platform makes its rounds
      And Ada will answer "Six crates"
      When Uma starts the workflow:
        | agent | action |
        | Ada   | search |
      Then Ada remembers "search" with "Six crates", once
