@M06 @queues @audit
Feature: Tasks of queues on record
  Who added a task, who had it in each try and how that ended can be told afterwards, without telling what it was about.
  Seam: task queue → audit trail.

  @M06.2
  Rule: Whatever becomes of a task is on record, with who brought it about

    Example: Added, failed, completed
      Given Uma has added "resize" to "images"
      And Sol has taken "resize" and failed
      And 1 second has passed
      When Ines takes and completes "resize"
      Then this is on record of "resize"
        | what      | by   | try |
        | added     | Uma  |     |
        | failed    | Sol  | 1   |
        | completed | Ines | 2   |

    Example: Given back by silence, and dead by silence
      Given a task is tried 2 times
      And Uma has added "resize" to "images"
      When it is taken 2 times by Sol, and each time nothing is heard for 15 seconds
      Then this is on record of "resize"
        | what     | by       | try |
        | added    | Uma      |     |
        | returned | platform | 1   |
        | dead     | platform | 2   |

    Example: Dead by failure, and put back
      Given a task is tried 1 time
      And Uma has added "resize" to "images"
      And Sol has taken "resize" and failed
      When Sam puts "resize" back
      Then this is on record of "resize"
        | what    | by  | try |
        | added   | Uma |     |
        | dead    | Sol | 1   |
        | retried | Sam |     |

    Example: Whoever let it fall silent is named, whatever the worker called itself
      Given Uma has added "resize" to "images"
      And Mallory has taken "resize" as "Sol"
      When 15 seconds pass
      Then the queue shows "resize" as pending
      And the record says that Mallory had "resize" when it was given back

    Example: What a supervisor does for an agent is on record as done by the supervisor, for the agent
      Given Uma has added "resize" to "images"
      When Sam, for Ada, takes and completes "resize"
      Then the record says that Sam completed "resize" for Ada

  @M06.2
  Rule: The record does not say what a task is about

    Example: Title, content, result and reason are not there
      Given Uma has added "a secret title" to "images", about "a secret picture"
      And Sol has taken "a secret title"
      When Sol completes "a secret title", with the result "a secret result"
      Then the record does not say "secret"

  @M06.2
  Rule: What was refused is not on record

    Example: A late answer
      Given Uma has added "resize" to "images"
      When Mallory completes "resize"
      Then the request fails because the task is not held any more
      And this is on record of "resize"
        | what  | by  | try |
        | added | Uma |     |
