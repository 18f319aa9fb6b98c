@INTG-05 @parallel
Feature: Impossible task graphs
  A job that could never be brought to its end is refused before any of it is begun.
  Seam: person → coordination → refusal.

  @INTG-05.8
  Rule: A circle is refused and named

    Example: Two tasks that wait for each other
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   | Weigh the crates |
        | Weigh the crates | Sol   | Count the crates |
      Then the request fails because tasks wait for each other
      And the circle goes from "Count the crates" to "Weigh the crates" and back
      And nothing of it was begun

    Example: A task that waits for itself
      When Uma has these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   | Count the crates |
      Then the request fails because tasks wait for each other
      And the circle is "Count the crates" alone
      And nothing of it was begun

    Example: A circle behind tasks that could be done
      When Uma has these tasks done:
        | task             | agent | needs                            |
        | Count the crates | Ada   |                                  |
        | Weigh the crates | Sol   | Count the crates, Book the lorry |
        | Book the lorry   | Sol   | Weigh the crates                 |
        | Pay the lorry    | Ada   | Book the lorry                   |
      Then the request fails because tasks wait for each other
      And the circle goes from "Weigh the crates" to "Book the lorry" and back
      And nothing of it was begun

    Example: Two ways to the same task are no circle
      Given all agents will answer "Done"
      When Uma has these tasks done:
        | task             | agent | needs                              |
        | Find the crates  | Ada   |                                    |
        | Count the crates | Ada   | Find the crates                    |
        | Weigh the crates | Sol   | Find the crates                    |
        | Book the lorry   | Ada   | Count the crates, Weigh the crates |
      Then all 4 tasks are completed

  @INTG-05.8
  Rule: A dependency that does not exist is refused

    Example: A task that waits for nobody's work
      When Uma has these tasks done:
        | task             | agent | needs           |
        | Weigh the crates | Sol   |                 |
        | Count the crates | Ada   | Find the crates |
      Then the request fails because a task depends on one that does not exist
      And the place named is what the second task needs
      And nothing of it was begun

    Example: An agent's name is no task if its tasks have names of their own
      When Uma has these tasks done:
        | task             | agent | needs |
        | Weigh the crates | Sol   |       |
        | Count the crates | Ada   | Sol   |
      Then the request fails because a task depends on one that does not exist
      And nothing of it was begun

  @INTG-05.8
  Rule: A name used twice is refused

    Example: Two tasks of one name for different agents
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Count the crates | Sol   |
      Then the request fails because two tasks have the same name
      And the place named is the name of the second task
      And nothing of it was begun

    Example: Two tasks of one agent that have no names
      When Uma has Ada do two tasks that have no names
      Then the request fails because two tasks have the same name
      And the refusal says "Two tasks of the same agent need ids of their own"
      And nothing of it was begun

    Example: Names that differ in a capital letter are two
      Given all agents will answer "Done"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | count the crates | Ada   |
      Then both tasks are completed
