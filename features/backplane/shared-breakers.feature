@M06 @breaker @backplane
Feature: Shared breakers
  When something is out of order, all who use it stop trying at the same time, and one of them finds out when it works again.
  Seam: agents at all platforms → shared breaker → who may try.
  The breakers of language model providers have features of their own.

  @M06.6
  Rule: The fifth failure in a row opens it

    Example: Five failures
      Given Ada has reported 4 failures of "printer"
      When Ada reports a failure of "printer"
      Then the breaker of "printer" is open, after 5 failures
      And on record Ada has opened the breaker of "printer"

    Example: Four failures are not enough
      Given Ada has reported 3 failures of "printer"
      When Ada reports a failure of "printer"
      Then the breaker of "printer" is closed, after 4 failures
      And Sol is let in at "printer"

    Example: The failures of several count together
      Given Ada has reported 3 failures of "printer"
      And Sol has reported 1 failure of "printer"
      When Ines reports a failure of "printer"
      Then the breaker of "printer" is open, after 5 failures

    Example: A success in between begins the count anew
      Given Ada has reported 4 failures of "printer"
      And Sol has reported 1 success of "printer"
      When Ada reports 4 failures of "printer"
      Then the breaker of "printer" is closed, after 4 failures

    Example: An operator may have it open after the second
      Given shared breakers open after 2 failures
      And Ada has reported 1 failure of "printer"
      When Ada reports a failure of "printer"
      Then the breaker of "printer" is open, after 2 failures

    Example: One of which nobody ever reported is closed
      When Mallory asks to be let in at "printer"
      Then the breaker of "printer" is closed, after 0 failures

  @M06.6
  Rule: While it is open nobody is let in, and each is told when to come back

    Example: Sol is refused what Ada saw fail
      Given the breaker of "printer" has been opened by Ada
      When Sol asks to be let in at "printer"
      Then the request fails because the breaker is open
      And it is told when the next one may try

    Example: What began before it opened says nothing new
      Given the breaker of "printer" has been opened by Ada
      And Sol has reported 1 success of "printer"
      When Sol asks to be let in at "printer"
      Then the request fails because the breaker is open

    Example: Another breaker is not touched
      Given the breaker of "printer" has been opened by Ada
      When Sol asks to be let in at "scanner"
      Then Sol may try

  @M06.6
  Rule: All platforms on the same data share it

    Example: Failures there and here open it
      Given Ada has reported 3 failures of "printer" at another platform on the same data
      And Sol has reported 1 failure of "printer"
      When Ada reports a failure of "printer"
      Then the breaker of "printer" is open, after 5 failures

    Example: What opened there is open here
      Given Ada has reported 5 failures of "printer" at another platform on the same data
      When Sol asks to be let in at "printer"
      Then the request fails because the breaker is open

  @M06.6
  Rule: Agents report for themselves, and supervisors for any agent

    Example: A user reports for no agent
      When Mallory reports a failure of "printer" for Ada
      Then the request fails because the role does not allow it
      And the breaker of "printer" is closed, after 0 failures

    Example: Sam reports for Ada
      When Sam reports a failure of "printer" for Ada
      Then the breaker of "printer" is closed, after 1 failure

    Example: What Sam opens for Ada is on record as that
      Given Ada has reported 4 failures of "printer"
      When Sam reports a failure of "printer" for Ada
      Then the breaker of "printer" is open, after 5 failures
      And on record Sam has opened the breaker of "printer" for Ada
