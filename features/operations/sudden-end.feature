@OPS @operations
Feature: Sudden ends and second instances
  Whatever was under way when a platform died is accounted for, once, and two platforms on the same data never take each other's work.
  Seam: process → store → another process on the same store.

  @OPS.4
  Rule: What a platform was doing when it died is recorded as interrupted, once

    @recovery
    Example: A question that was being asked when the platform was killed is interrupted
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma's question has reached OpenAI
      When the platform is killed and started again
      Then every question is on record as interrupted
      And the audit trail is in order
      And OpenAI was asked once

    @recovery
    Example: A second recovery changes nothing
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma's question has reached OpenAI
      And the platform was killed and started again, once
      When the platform is killed and started again
      Then every question is on record as interrupted
      And the audit trail is as it was before

    @recovery
    Example: Two platforms that recover at the same moment record it once
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma's question has reached OpenAI
      When the platform is killed, and two are started at the same moment
      Then every question is on record as interrupted
      And the audit trail is in order

  @OPS.4
  Rule: Recovery takes only what belonged to a platform that is gone

    @recovery
    Example: A second platform leaves the work of the first alone
      Given the platform runs in a process of its own
      And OpenAI takes 5 seconds to answer
      And Uma's question has reached OpenAI
      When a second platform is started on the same data, and OpenAI answers
      Then Uma gets the answer that OpenAI gave
      And every question is on record as answered
      And OpenAI was asked once

    Example: A platform that was silent for 15 seconds is gone
      Given another platform on the same data asks OpenAI for Uma, and falls silent
      And the platform makes its rounds
      When 15 seconds pass
      Then every question is on record as interrupted

    Example: What a platform that was only silent tells later is too late
      Given another platform on the same data asks OpenAI for Uma, and falls silent
      And the platform makes its rounds
      And 15 seconds pass
      When the silent platform wakes up, and is stopped
      Then every question is on record as interrupted

    Example: A platform that was silent for less is not
      Given another platform on the same data asks OpenAI for Uma, and falls silent
      And the platform makes its rounds
      When 14999 milliseconds pass
      Then no question is on record as ended

    Example: A platform that gives signs of life keeps its work
      Given another platform on the same data asks OpenAI for Uma, and lives on
      And the platform makes its rounds
      When 100 seconds pass
      Then no question is on record as ended
