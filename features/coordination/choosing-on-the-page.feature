@INTG-05 @conflict @browser
Feature: Choosing on the page
  Supervisors see what the agents want, side by side, and pick one of them.
  Seam: supervisor → page → proposal with options.

  @INTG-05.18
  Rule: The page shows who wants what, and offers the options

    Background:
      Given Uma has had this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |

    Example: Nothing is chosen beforehand
      When Sam opens the page
      Then the page shows that Ada wants "Ship today", and Sol "Ship tomorrow"
      And the page offers "Ship today" and "Ship tomorrow", and nothing is chosen yet
      And the page has no barriers, and nothing of it is cut off
      And one proposal waits

    Example: What Sam picks and approves wins
      Given Sam has the page open
      And Sam has picked "Ship tomorrow" on the page
      When Sam presses "Approve" on the page
      Then no proposal is on the page
      And "Ship tomorrow" wins
      And the proposal says that Sam chose "Ship tomorrow"

    Example: Whoever approves without picking is told to pick first
      Given Sam has the page open
      When Sam presses "Approve" on the page
      Then the page tells Sam to choose first, beside the proposal
      And one proposal waits

    Example: Neither of them is picked, and it is rejected
      Given Sam has the page open
      When Sam rejects it on the page because "Neither will do"
      Then no proposal is on the page
      And the conflict is failed, as it was rejected because "Neither will do"

  @INTG-05.18
  Rule: Where there is nothing to choose, the page offers no choice

    Example: An agent's work is approved as before
      Given Uma has asked Ines to create "Dear all"
      When Sam opens the page
      Then the page offers no choice
      And one proposal waits
