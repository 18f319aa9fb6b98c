@INTG-05 @ensemble
Feature: Ensembles
  Several agents are asked the same question, each by itself; what two thirds of them say is the answer.
  Seam: person → ensemble → agents' votes → one answer.
  How a vote is read, majorities and the best of several answers have features of their own.

  @INTG-05.16
  Rule: By consensus, agents agree on what two thirds of all that were asked vote for

    Scenario Outline: <red> of <asked> votes are enough
      Given <red> agents will vote "Red"
      And <others> agents will vote "Blue"
      When Uma asks them all for a consensus on "Which colour?"
      Then they agree on "Red"

      Examples: two thirds, and more
        | asked | red | others |
        | two   | 2   | 0      |
        | three | 2   | 1      |
        | four  | 3   | 1      |
        | six   | 4   | 2      |
        | ten   | 7   | 3      |

    Scenario Outline: <red> of <asked> votes are too few
      Given <red> agents will vote "Red"
      And <others> agents will vote "Blue"
      When Uma asks them all for a consensus on "Which colour?"
      Then they do not agree

      Examples: one vote short of two thirds
        | asked | red | others |
        | two   | 1   | 1      |
        | four  | 2   | 2      |
        | five  | 3   | 2      |
        | seven | 4   | 3      |
        | eight | 5   | 3      |

    Example: What most of them say is no answer as long as it is not what two thirds say
      Given 3 agents will vote "Red"
      And 1 agent will vote "Blue"
      And 1 agent will vote "Green"
      When Uma asks them all for a consensus on "Which colour?"
      Then they do not agree

  @INTG-05.16
  Rule: Those who abstain count among those who were asked

    Scenario Outline: <red> for the same and <none> abstaining are no consensus
      Given <red> agents will vote "Red"
      And <none> agents will abstain
      When Uma asks them all for a consensus on "Which colour?"
      Then they do not agree

      Examples: agents that say nothing, counted among those asked
        | red | none |
        | 1   | 1    |
        | 2   | 2    |
        | 3   | 2    |

    Example: Two thirds agree although the last third says nothing
      Given 2 agents will vote "Red"
      And 1 agent will abstain
      When Uma asks them all for a consensus on "Which colour?"
      Then they agree on "Red"

    Example: If nobody says anything there is no answer, and that is no failure
      Given 2 agents will abstain
      When Uma asks them all for a consensus on "Which colour?"
      Then they do not agree
      And nobody voted
      And both abstain

  @INTG-05.16
  Rule: Each agent is asked the same by itself, at the same time

    Example: Each is told the question, and nobody what another says
      Given Ada, Sol and Ines will vote "Red"
      When Uma asks Ada, Sol and Ines for a consensus on "Which colour?"
      Then Ada was told "Which colour?"
      And Sol was told "Which colour?"
      And Sol was never told "Red"
      And Ines was never told "Red"

    Example: Three who take 20 seconds each have voted after 20 seconds
      Given Ada, Sol and Ines will vote "Red"
      And Ada, Sol and Ines take 20 seconds to answer
      When Uma asks Ada, Sol and Ines for a consensus on "Which colour?"
      Then they agree on "Red"
      And it took 20 seconds
