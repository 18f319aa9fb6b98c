@INTG-05 @parallel @approval
Feature: Decided tasks
  Once a human has decided, the work goes on from there, or what depended on it is given up.
  Seam: supervisor's decision → coordination → executions.

  Background:
    Given Sol will answer "Sent at noon"
    And Ines will answer "Noted"

  @INTG-05.7
  Rule: Approved, the task is done, and what depends on it goes on with its result

    Example: The approved task is completed, and then the next
      Given Uma has had these tasks done:
        | task            | agent | action     | needs         |
        | Write to them   | Sol   | send email |               |
        | Note the answer | Ines  |            | Write to them |
      When Sam approves it
      Then the task "Write to them" was answered "Sent at noon"
      And the task "Note the answer" was answered "Noted"
      And Ines was told "Sent at noon"
      And the coordination is completed

    Example: It is done once, with the words that were approved
      Given Uma has had these tasks done:
        | task          | agent | action     |
        | Write to them | Sol   | send email |
      When Sam approves it
      Then the task "Write to them" is completed
      And Sol was told exactly "Write to them"
      And Sol was asked once

    Example: Approved long after all others ended, it is done all the same
      Given Uma has had these tasks done:
        | task            | agent | action     |
        | Write to them   | Sol   | send email |
        | Note the crates | Ines  |            |
      And 23 hours have passed
      When Sam approves it
      Then the tasks are:
        | task            | status    |
        | Write to them   | completed |
        | Note the crates | completed |
      And the coordination is completed

    Example: When one of two is approved, the other waits on
      Given Uma has had these tasks done:
        | task          | agent | action     |
        | Write to them | Sol   | send email |
        | Write to her  | Sol   | send email |
      When Sam approves the proposal of the task "Write to them"
      Then the task "Write to them" is completed
      And the task "Write to her" is awaiting approval
      And the coordination is awaiting approval

  @INTG-05.7
  Rule: Rejected or expired, it counts as failed, and what depends on it is skipped

    Example: The rejected task is never done, and the next is skipped
      Given Uma has had these tasks done:
        | task            | agent | action     | needs         |
        | Write to them   | Sol   | send email |               |
        | Note the answer | Ines  |            | Write to them |
      When Sam rejects it because "Not today"
      Then the task "Write to them" is cancelled, as it was rejected because "Not today"
      And the task "Note the answer" is skipped because of "Write to them"
      And the coordination is failed
      And Sol was never asked

    Example: What nobody decides within a day expires, and the next is skipped
      Given the platform makes its rounds
      And Uma has had these tasks done:
        | task            | agent | action     | needs         |
        | Write to them   | Sol   | send email |               |
        | Note the answer | Ines  |            | Write to them |
      When 25 hours pass
      Then the task "Note the answer" is skipped because of "Write to them"
      And the coordination is failed
      And the proposal is expired
