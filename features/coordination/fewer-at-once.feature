@INTG-05 @parallel
Feature: Fewer tasks at once
  Whoever asks may have their tasks done more slowly than the platform could, but never faster than it allows.
  Seam: person → coordination → places.

  Background:
    Given the platform waits as long as 1 hour for a model
    And Ada takes 10 minutes to answer

  @INTG-05.10
  Rule: Whoever asks may narrow the limit

    Example: Four tasks, two at a time, take twenty minutes
      When Uma has 4 tasks done by Ada, 2 at a time
      Then it took 20 minutes
      And all 4 tasks are completed

    Example: One at a time, in the order asked
      Given Uma is waiting for these tasks to be done, 1 at a time:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Ada   |
        | Book the lorry   | Ada   |
      When 15 minutes pass
      Then the tasks are:
        | task             | status    |
        | Count the crates | completed |
        | Weigh the crates | running   |
        | Book the lorry   | pending   |

    Example: What waits for a human takes no place
      When Uma has these tasks done, 1 at a time:
        | task             | agent | action     |
        | Write to them    | Sol   | send email |
        | Count the crates | Ada   |            |
      Then the task "Write to them" is awaiting approval
      And the task "Count the crates" is completed

  @INTG-05.10
  Rule: Nobody widens it

    Example: Ten at a time may be asked for
      When Uma has 10 tasks done by Ada, 10 at a time
      Then it took 10 minutes
      And all 10 tasks are completed

    Example: Eleven at a time may not
      When Uma has 11 tasks done by Ada, 11 at a time
      Then the request fails because the request is not valid
      And the place named is how many at a time
      And nothing of it was begun

    Example: Where an installation allows two, three may not be asked for
      Given the operator allows 2 tasks at once
      When Uma has 3 tasks done by Ada, 3 at a time
      Then the request fails because the request is not valid
      And the place named is how many at a time
      And nothing of it was begun
