@AR-12 @coordinator @property
Feature: Jobs come to an end
  Whatever agents answer, nobody's job goes on for ever: what their answers bring about beyond what was asked for is limited.
  Seam: person → coordination → answers of models → further tasks.

  @AR-12.27
  Rule: Whatever agents answer, a job ends or waits for a human

    Example: A job ends whatever plans, votes, wishes for changes and nonsense agents answer
      Given all agents will answer whatever comes to mind
      And the operator allows 20 rounds of review
      And the operator allows 10 further tasks in a job
      When Uma has jobs of every kind done
      Then in 100 generated cases the job ended, and at most 10 tasks were run that nobody had asked for

    Example: A job that has not ended waits for an approval, and for nothing else
      Given all agents will answer whatever comes to mind
      And the operator allows 20 rounds of review
      And the operator allows 10 further tasks in a job
      When Uma has jobs of every kind done
      Then in 100 generated cases a job that had not ended awaited approval, and ended when all was decided

  @AR-12.27
  Rule: A round of review for which too few of the 100 further tasks are left is not begun

    Scenario Outline: <count> reviewers who want changes for ever are asked in <rounds>
      Given all agents will answer that they want changes
      When Uma has work by Ada reviewed by <count> agents
      Then the work is not approved after <rounds>
      And <further> tasks were run that nobody had asked for

      Examples: as many further tasks as there are, and one more
        | count | rounds   | further |
        | 2     | 3 rounds | 6       |
        | 49    | 3 rounds | 100     |
        | 50    | 2 rounds | 51      |
        | 99    | 2 rounds | 100     |
        | 100   | 1 round  | 0       |

    Example: The operator allows fewer further tasks
      Given all agents will answer that they want changes
      And the operator allows 5 further tasks in a job
      When Uma has work by Ada reviewed by 2 agents
      Then the work is not approved after 2 rounds
      And 3 tasks were run that nobody had asked for
