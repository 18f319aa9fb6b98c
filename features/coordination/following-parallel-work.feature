@INTG-05 @parallel @events
Feature: Following parallel work
  Whoever asked sees who begins and who is done while the work goes on.
  Seam: coordination → events → whoever follows it.

  Background:
    Given the platform waits as long as 1 hour for a model
    And Ada takes 10 minutes to answer
    And Uma is waiting for these tasks to be done:
      | task             | agent | needs            |
      | Count the crates | Ada   |                  |
      | Ask the driver   | Stu   | Count the crates |
      | Book the lorry   | Ada   | Ask the driver   |

  @INTG-05.6
  Rule: Every beginning and every end is told to whoever follows, in order

    Example: From the beginning to the end of the job
      Given Uma follows the coordination
      When 10 minutes pass
      Then Uma was shown, in this order:
        | the job began                    |
        | Count the crates began           |
        | Count the crates ended completed |
        | Ask the driver ended blocked     |
        | Book the lorry ended skipped     |
        | it ended failed                  |
      And Uma will be shown nothing more

    Example: Whoever comes late is told all of it
      Given 10 minutes have passed
      When Sam follows the coordination
      Then Sam was shown, in this order:
        | the job began                    |
        | Count the crates began           |
        | Count the crates ended completed |
        | Ask the driver ended blocked     |
        | Book the lorry ended skipped     |
        | it ended failed                  |
      And Sam will be shown nothing more

    Example: Nobody else may follow it
      When Mallory tries to follow the coordination
      Then the request fails because there is no such thing
      And the coordination is running

    Example: Whoever follows hears that it was cancelled
      Given Uma follows the coordination
      When Uma cancels the coordination
      Then Uma was shown "it ended cancelled" at last
      And Uma will be shown nothing more
