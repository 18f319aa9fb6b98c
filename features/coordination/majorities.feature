@INTG-05 @ensemble
Feature: Majorities
  Where less than a consensus will do, what more than half of the agents say is the answer.
  Seam: person → ensemble → agents' votes → one answer.

  @INTG-05.16
  Rule: By majority, agents agree on what more than half of all that were asked vote for

    Scenario Outline: <red> of <asked> votes are more than half
      Given <red> agents will vote "Red"
      And <others> agents will vote "Blue"
      When Uma asks them all for a majority on "Which colour?"
      Then they agree on "Red"

      Examples: one vote more than half, or all
        | asked | red | others |
        | two   | 2   | 0      |
        | three | 2   | 1      |
        | five  | 3   | 2      |
        | six   | 4   | 2      |

    Example: Most of the votes are no majority if they are no more than half
      Given 2 agents will vote "Red"
      And 1 agent will vote "Blue"
      And 1 agent will vote "Green"
      When Uma asks them all for a majority on "Which colour?"
      Then they do not agree

    Scenario Outline: <red> for the same and <none> abstaining are no majority
      Given <red> agents will vote "Red"
      And <none> agents will abstain
      When Uma asks them all for a majority on "Which colour?"
      Then they do not agree

      Examples: half and less of those who were asked
        | red | none |
        | 1   | 1    |
        | 2   | 2    |
        | 2   | 3    |

  @INTG-05.16
  Rule: A tie is no agreement, whoever was asked first

    Scenario Outline: <first> and <second> with as many votes each, <first> asked first
      Given 2 agents will vote "<first>"
      And 2 agents will vote "<second>"
      When Uma asks them all for a majority on "Which colour?"
      Then they do not agree

      Examples: of orders
        | first | second |
        | Red   | Blue   |
        | Blue  | Red    |

    Example: A tie between two is a tie
      Given Ada will vote "Red"
      And Sol will vote "Blue"
      When Uma asks Ada and Sol for a majority on "Which colour?"
      Then they do not agree
      And the votes are, in this order:
        | agent | vote |
        | Ada   | Red  |
        | Sol   | Blue |
