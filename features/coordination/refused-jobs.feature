@INTG-05 @parallel
Feature: Jobs that are refused
  A job that is wrong anywhere is refused as a whole, and whoever asked is told where it is wrong.
  Seam: person or agent → coordination → refusal.

  @INTG-05.8
  Rule: An agent that does not exist makes the whole job impossible

    Example: One unknown agent among others
      When Uma has tasks done by Ada and by an agent that does not exist
      Then the request fails because there is no such thing
      And nothing of it was begun

    Example: An unknown agent among those listed
      When Uma has a task done by Ada, listing an agent that does not exist too
      Then the request fails because there is no such thing
      And nothing of it was begun

  @INTG-05.8
  Rule: If agents are listed, no other is given a task

    Example: A task for an agent that is not listed
      When Uma has these tasks done, listing only Ada:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then the request fails because the agent is not among those listed
      And the place named is "tasks[1].agent_id"
      And nothing of it was begun

    Example: Tasks for those who are listed
      Given all agents will answer "Done"
      When Uma has these tasks done, listing only Ada and Sol:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then all 2 tasks are completed

  @INTG-05.8
  Rule: What is wrong is named

    Scenario Outline: A job with <flaw> is refused
      When Uma asks for a job with <flaw>
      Then the request fails because the request is not valid
      And the place named is "<place>"
      And nothing of it was begun

      Examples: what is wrong, and where
        | flaw                             | place                    |
        | no tasks                         | tasks                    |
        | an empty list of tasks           | tasks                    |
        | a task without words             | tasks[0].task            |
        | a task of blanks                 | tasks[0].task            |
        | a task without an agent          | tasks[0].agent_id        |
        | a task with an empty name        | tasks[0].id              |
        | an action without a name         | tasks[0].action          |
        | a dependency that is no name     | tasks[0].dependencies[0] |
        | something unknown about a task   | tasks[0].priority        |
        | something unknown about the job  | deadline                 |
        | nobody listed                    | agent_ids                |
        | an unknown way to treat failures | on_failure               |
        | none of its tasks at a time      | max_parallel             |
        | half a task at a time            | max_parallel             |

  @INTG-05.8
  Rule: An agent's own token gives tasks to agents of its own or a lower level, and to no other

    Example: Sol gives tasks to itself and to Ines
      Given all agents will answer "Done"
      When Sol has tasks done by Sol and Ines, with a token of its own
      Then all 2 tasks are completed

    Example: Ines gives a task to itself and one to Sol
      When Ines has tasks done by Ines and Sol, with a token of its own
      Then the request fails because the role does not allow it
      And nothing of it was begun
