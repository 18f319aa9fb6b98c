@INTG-05 @parallel @approval
Feature: Several decisions
  A job may wait for humans more than once; what they decide counts when the task's turn has come.
  Seam: supervisor's decision → coordination → places, other tasks, the next proposal.

  Background:
    Given the platform waits as long as 1 hour for a model
    And Ada takes 10 minutes to answer

  @INTG-05.7
  Rule: What follows an approved task may need approval too

    Example: After the first approval the job waits for the second
      Given Sol will answer "Sent"
      And Uma has had these tasks done:
        | task          | agent | action     | needs         |
        | Write to them | Sol   | send email |               |
        | Write to her  | Sol   | send email | Write to them |
      When Sam approves the proposal of the task "Write to them"
      Then the task "Write to them" is completed
      And the task "Write to her" is awaiting approval
      And the coordination is awaiting approval

    Example: After both approvals it is completed
      Given Sol will answer "Sent"
      And Uma has had these tasks done:
        | task          | agent | action     | needs         |
        | Write to them | Sol   | send email |               |
        | Write to her  | Sol   | send email | Write to them |
      And Sam has approved it
      When Sam approves the proposal of the task "Write to her"
      Then both tasks are completed
      And the coordination is completed
      And Sol was asked twice

  @INTG-05.7
  Rule: A decision while others are at work takes effect at once

    Example: Approved while another is at work, it is done beside it
      Given Sol takes 10 minutes to answer
      And Uma is waiting for these tasks to be done:
        | task             | agent | action     |
        | Count the crates | Ada   |            |
        | Write to them    | Sol   | send email |
      And Sam has approved it
      When 10 minutes pass
      Then both tasks are completed

    Example: Rejected while another is at work, what depends on it is skipped before the other ends
      Given Uma is waiting for these tasks to be done:
        | task             | agent | action     | needs         |
        | Count the crates | Ada   |            |               |
        | Write to them    | Sol   | send email |               |
        | Note the answer  | Ines  |            | Write to them |
      When Sam rejects it because "Not today"
      Then the task "Note the answer" is skipped because of "Write to them"
      And the task "Count the crates" is running

    Example: A proposal of an agent that lost its level meanwhile is void
      Given Uma has had these tasks done:
        | task            | agent | action     | needs         |
        | Write to them   | Sol   | send email |               |
        | Note the answer | Ines  |            | Write to them |
      And Sol was demoted to intern
      When Sam approves it
      Then the request fails because the proposal is void
      And the task "Write to them" is cancelled
      And the task "Note the answer" is skipped because of "Write to them"
      And Sol was never asked

  @INTG-05.10
  Rule: What was approved waits for a free place like any other

    Example: Approved while all places are taken, it begins when one is free
      Given Sol takes 1 minute to answer
      And Uma is waiting for these tasks to be done, 1 at a time:
        | task             | agent | action     |
        | Write to them    | Sol   | send email |
        | Count the crates | Ada   |            |
      And Sam has approved it
      When 10 minutes minus 1 millisecond pass
      Then the task "Count the crates" is running
      And Sol was never asked

  @INTG-05.11
  Rule: A rejection cancels the others if the caller asked for it

    Example: What runs is given up when Sam rejects
      Given Uma is waiting for these tasks to be done, giving up the rest if one fails:
        | task             | agent | action     |
        | Count the crates | Ada   |            |
        | Write to them    | Sol   | send email |
      When Sam rejects it because "Not today"
      Then the task "Count the crates" is cancelled
      And the coordination is failed
