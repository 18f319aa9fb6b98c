@INTG-05 @parallel
Feature: Finding parallel work again
  Work that was begun goes on whether or not somebody waits for it, and whoever asked finds it under its address.
  Seam: person → coordination → its address.

  @INTG-05.6
  Rule: The work goes on when whoever asked goes away

    Example: What Uma left is done
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Uma is waiting for 3 tasks to be done by Ada
      When Uma goes away, and 10 minutes pass
      Then the coordination is completed
      And all 3 tasks are completed
      And Ada was asked 3 times

    Example: What depends on others begins although nobody waits
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Ada   | Count the crates |
      When Uma goes away, and 20 minutes pass
      Then the task "Book the lorry" is completed

  @INTG-05.6
  Rule: Its address tells what whoever waited was told

    Example: The results are found again
      Given Ada will answer "Twelve"
      And Sol's model refuses the request
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      Then whoever looks the coordination up is told the same

    Example: Before the end it tells how each task stands
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Ada   | Count the crates |
      When 9 minutes pass
      Then the tasks are:
        | task             | status  |
        | Count the crates | running |
        | Book the lorry   | pending |

  @INTG-05.6
  Rule: Only whoever asked and supervisors see it

    Example: Uma looks up the job she gave
      Given Ada will answer "Twelve"
      And Uma has had these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      When Uma looks the coordination up
      Then the answer tells of the task "Count the crates"

    Example: Sam looks up the job that Uma gave
      Given Ada will answer "Twelve"
      And Uma has had these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      When Sam looks the coordination up
      Then the answer tells of the task "Count the crates"

    Example: For Mallory there is nothing there
      Given Ada will answer "Twelve"
      And Uma has had these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      When Mallory looks the coordination up
      Then the request fails because there is no such thing

    Example: An agent that asked finds its own
      Given all agents will answer "Done"
      And Sol has had tasks done by Sol and Ines, with a token of its own
      When Sol looks the coordination up with a token of its own
      Then the answer tells of the tasks "Task of Sol" and "Task of Ines"

    Example: For another agent there is nothing there
      Given all agents will answer "Done"
      And Sol has had tasks done by Sol and Ines, with a token of its own
      When Ada looks the coordination up with a token of its own
      Then the request fails because there is no such thing
