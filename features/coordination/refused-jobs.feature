@INTG-05 @parallel
Feature: Jobs that are refused
  A job that is wrong anywhere is refused as a whole, and whoever asked is told where it is wrong.
  Seam: person or agent → coordination → refusal.

  @INTG-05.8
  Rule: An agent that does not exist makes the whole job impossible

    Example: One unknown agent among others
      When Uma has tasks done by Ada and by an agent that does not exist
      Then the request fails because there is no such thing
      And the place named is the agent of the second task
      And nothing of it was begun

    Example: An unknown agent among those listed
      When Uma has a task done by Ada, listing an agent that does not exist too
      Then the request fails because there is no such thing
      And the place named is the second agent listed
      And nothing of it was begun

  @INTG-05.8
  Rule: If agents are listed, no other is given a task

    Example: A task for an agent that is not listed
      When Uma has these tasks done, listing only Ada:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then the request fails because the agent is not among those listed
      And the place named is the agent of the second task
      And nothing of it was begun

    Example: Tasks for those who are listed
      Given all agents will answer "Done"
      When Uma has these tasks done, listing only Ada and Sol:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then both tasks are completed

  @INTG-05.8
  Rule: What is wrong is named

    Scenario Outline: A job with <flaw> is refused
      When Uma asks for a job with <flaw>
      Then the request fails because the request is not valid
      And the place named is <place>
      And nothing of it was begun

      Examples: what is wrong, and where
        | flaw                             | place                     |
        | no tasks                         | the tasks                 |
        | an empty list of tasks           | the tasks                 |
        | a task without words             | the words of the task     |
        | a task of blanks                 | the words of the task     |
        | a task without an agent          | the agent of the task     |
        | a task with an empty name        | the name of the task      |
        | an action without a name         | the action of the task    |
        | a dependency that is no name     | what the task needs       |
        | a task that has an urgency       | the urgency of the task   |
        | a deadline                       | the deadline of the job   |
        | nobody listed                    | the agents listed         |
        | an unknown way to treat failures | the way to treat failures |
        | none of its tasks at a time      | how many at a time        |
        | half a task at a time            | how many at a time        |

  @INTG-05.8
  Rule: An agent with a token of its own gives tasks to agents of its own level or below, and to no other

    Example: Sol gives tasks to itself and to Ines
      Given all agents will answer "Done"
      When Sol has tasks done by Sol and Ines, with a token of its own
      Then both tasks are completed

    Example: Paused, Sol gives no tasks
      Given Sol was paused
      When Sol has tasks done by Sol and Ines, with a token of its own
      Then the request fails because the agent is paused
      And nothing of it was begun

    Example: Ines gives a task to itself and one to Sol
      When Ines has tasks done by Ines and Sol, with a token of its own
      Then the request fails because the role does not allow it
      And nothing of it was begun
