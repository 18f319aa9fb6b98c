@M06 @barrier @breaker
Feature: Barriers and breakers that nobody uses any more
  What was begun under many names and never used again does not pile up; what somebody still relies on stays.
  Seam: operator's settings → barriers and shared breakers → time.

  Background:
    Given the operator keeps ended tasks for 1 day
    And the platform makes its rounds

  @M06.5
  Rule: A barrier that nobody has come to for as long as ended tasks are kept begins anew

    Example: Nobody has come for 2 days
      Given Ada and Sol have passed "harvest", where 2 are awaited
      When 2 days pass
      Then nobody ever came to "harvest"
      And on record 1 barrier was forgotten

    Example: Its next time is its first again
      Given Ada and Sol have passed "harvest", where 2 are awaited
      And 2 days have passed
      When Ada and Sol arrive at "harvest", where 2 are awaited
      Then Ada and Sol pass "harvest" in this order, in generation 1

    Example: Less than a day later it goes on where it was
      Given Ada and Sol have passed "harvest", where 2 are awaited
      And 23 hours have passed
      When Ada and Sol arrive at "harvest", where 2 are awaited
      Then Ada and Sol pass "harvest" in this order, in generation 2

  @M06.6
  Rule: Failures that did not open a breaker are forgotten as well, but one that is open stays open

    Example: Four failures of two days ago count for nothing
      Given Ada has reported 4 failures of "printer"
      When 2 days pass
      Then the breaker of "printer" is closed, after 0 failures
      And on record 1 breaker was forgotten

    Example: Four failures of less than a day ago still count
      Given Ada has reported 4 failures of "printer"
      When 23 hours pass
      Then the breaker of "printer" is closed, after 4 failures

    Example: Whoever comes to an open one after two days is let in as the only probe
      Given the breaker of "printer" has been opened by Ada
      When 2 days pass
      Then the breaker of "printer" is half open, after 5 failures
