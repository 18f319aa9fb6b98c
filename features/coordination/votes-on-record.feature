@INTG-05 @ensemble @audit
Feature: Votes on record
  Whoever reads an agreement can see who voted for what, who did not, and where each vote was given.
  Seam: ensemble → votes, dissent, abstentions → executions and audit trail.

  @INTG-05.16
  Rule: Every vote, every dissent and every abstention is told

    Example: Votes are told in the order in which the agents were asked
      Given Ada and Ines will vote "Red"
      And Sol will vote "Blue"
      When Uma asks Ines, Sol and Ada for a consensus on "Which colour?"
      Then they agree on "Red"
      And the votes are, in this order:
        | agent | vote |
        | Ines  | Red  |
        | Sol   | Blue |
        | Ada   | Red  |
      And Sol alone dissents, with "Blue"
      And nobody abstains

    Example: Whoever votes for another thing than the others dissents, each with their own
      Given 3 agents will vote "Red"
      And 1 agent will vote "Blue"
      And 1 agent will vote "Green"
      When Uma asks them all for a majority on "Which colour?"
      Then they agree on "Red"
      And "Voter 4" dissents with "Blue"
      And "Voter 5" dissents with "Green"

    Example: Nobody dissents where all say the same
      Given Ada will vote "Red"
      And Sol will vote "red"
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then they agree on "Red"
      And nobody dissents

    Example: Who abstains does not dissent
      Given Ada and Sol will vote "Red"
      And Ines's model refuses the request
      When Uma asks Ada, Sol and Ines for a consensus on "Which colour?"
      Then they agree on "Red"
      And nobody dissents
      And Ines alone abstains, because "The model cannot answer this"

  @INTG-05.16
  Rule: Every vote is an ordinary execution

    Example: Each vote leads to its execution
      Given Ada and Sol will vote "Red"
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then each vote leads to its execution, one to vote

    Example: What was said for each vote can be followed like any execution
      Given all agents will answer "Red"
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then both journals are numbered from 1 to their end without a gap
      And both end with the answer "Red"

    Example: Each vote is decided and recorded, and so is the judgement
      Given Ada will answer "Take the train"
      And Sol will answer "Take the plane"
      And Ines will pick answer 1
      When Uma asks Ada and Sol for the best answer to "How do I get to Rome?", judged by Ines
      Then these decisions are on record for Uma, each with an end that is completed:
        | agent | action |
        | Ada   | vote   |
        | Sol   | vote   |
        | Ines  | review |

    Example: A vote that a student may not give is decided on record as blocked
      Given Ada will vote "Red"
      When Uma asks Ada and Stu for a majority on "Which colour?"
      Then they do not agree
      And the attempt of Stu to vote is decided on record as blocked

  @INTG-05.16
  Rule: What came of it is found again under its address

    Example: Whoever looks the votes up later is told the same
      Given Ada and Sol will vote "Red"
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then whoever looks the coordination up is told the same
