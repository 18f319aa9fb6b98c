@INTG-05 @supervision @browser
Feature: Outcomes on the page
  Supervisors read what came of a job without looking it up elsewhere.
  Seam: supervisor → page → coordinations.

  @INTG-05.18
  Rule: The page says how a conflict was settled, and draws no picture of it

    Example: One that was settled
      Given Uma has had this conflict settled by most votes:
        | agent | wants            |
        | Ada   | <b>Ship</b> today |
        | Sol   | <b>Ship</b> today |
        | Ines  | Ship tomorrow    |
      And Olivia has the page open
      When Olivia presses "Show outcome" on the page
      Then the page tells of the job as "Winner" "<b>Ship</b> today"
      And no picture is on the page
      And the page has no barriers, and nothing of it is cut off

    Example: One that waits for a human
      Given Uma has had this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |
      And Olivia has the page open
      When Olivia presses "Show outcome" on the page
      Then the page tells of the job as "To choose from" "Ship today" and "Ship tomorrow"
      And one proposal waits

  @INTG-05.16
  Rule: Beside the picture of an ensemble stands what they agreed on

    Scenario Outline: Sol votes "<vote>"
      Given Ada will vote "Red"
      And Sol will vote "<vote>"
      And Uma has asked Ada and Sol for a consensus on "Which colour?"
      And Olivia has the page open
      When Olivia presses "Show picture" on the page
      Then the page tells of the job as "Result" "<told>"

      Examples: the same, and another
        | vote | told                    |
        | Red  | Red                     |
        | Blue | none: they do not agree |

  @INTG-05.17
  Rule: Beside the picture of a review stands its verdict

    Scenario Outline: <verdict>
      Given Sol will <does>
      And Uma has had "Dear all" by Ada reviewed by Sol
      And Olivia has the page open
      When Olivia presses "Show picture" on the page
      Then the page tells of the job as "Verdict" "<verdict>"

      Examples: both verdicts
        | does                               | verdict                    |
        | approve, commenting "Fine"         | approved after 1 round     |
        | reject, commenting "We are not"    | not approved after 1 round |

  @INTG-05.15
  Rule: Beside the picture of split work stands what the coordinator made of it

    Example: A long one is cut
      Given Ada plans a part each for Sol and Ines
      And all agents will answer "Done"
      And Ada sums up 300 letters
      And Uma has had Ada coordinate "Move the office" with Sol and Ines
      And Olivia has the page open
      When Olivia presses "Show picture" on the page
      Then the page tells of the job the first 200 of them as "Result"
