@INTG-05 @parallel
Feature: Results of parallel work
  Whoever gave several tasks finds each result where the task stood, and knows how each went.
  Seam: person → coordination → results.

  @INTG-05.6
  Rule: The results come in the order asked

    Example: What ends first does not come first
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Sol will answer "At once"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then Uma is given these results, in this order:
        | task             | status    |
        | Count the crates | completed |
        | Weigh the crates | completed |

    Example: What needs another's result may stand before it
      Given all agents will answer "Done"
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Book the lorry   | Sol   | Count the crates |
        | Count the crates | Ada   |                  |
      Then Uma is given these results, in this order:
        | task             | status    | answer |
        | Book the lorry   | completed | Done   |
        | Count the crates | completed | Done   |

  @INTG-05.6
  Rule: Each result has its own status

    Example: One is completed, one failed, one is blocked, one is skipped
      Given Ada will answer "Twelve"
      And Sol's model refuses the request
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Weigh the crates | Sol   |                  |
        | Ask the driver   | Stu   |                  |
        | Book the lorry   | Ada   | Weigh the crates |
      Then Uma is given these results, in this order:
        | task             | status    | answer |
        | Count the crates | completed | Twelve |
        | Weigh the crates | failed    |        |
        | Ask the driver   | blocked   |        |
        | Book the lorry   | skipped   |        |
      And the coordination is failed

    Example: All answers are given, each to its task
      Given Ada will answer "Twelve"
      And Sol will answer "Heavy"
      When Uma has these tasks done:
        | task             | agent |
        | Weigh the crates | Sol   |
        | Count the crates | Ada   |
      Then Uma is given these results, in this order:
        | task             | status    | answer |
        | Weigh the crates | completed | Heavy  |
        | Count the crates | completed | Twelve |
      And the coordination is completed

  @INTG-05.6
  Rule: A task without a name is called by its agent

    Example: The results of tasks without names
      Given all agents will answer "Done"
      When Uma has these tasks done:
        | task             | agent | name           |
        | Count the crates | Ada   | (by its agent) |
        | Weigh the crates | Sol   | (by its agent) |
      Then Uma is given 2 results
      And each result is called by its agent

    Example: Two tasks without names for one agent have the same
      When Uma has these tasks done:
        | task             | agent | name           |
        | Count the crates | Ada   | (by its agent) |
        | Weigh the crates | Ada   | (by its agent) |
      Then the request fails because two tasks have the same name
      And Ada was never asked
