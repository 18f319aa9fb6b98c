@INTG-05 @ensemble
Feature: Unreadable votes
  Nobody guesses what an agent may have meant: what cannot be read by the published rule is an abstention, and is told as one.
  Seam: agent's answer → abstention.

  @INTG-05.16
  Rule: A vote that cannot be read abstains

    Scenario Outline: Ada votes with <what>
      Given Ada will vote with <what>
      And Sol and Ines will vote "Red"
      When Uma asks Ada, Sol and Ines for a majority on "Which colour?"
      Then they agree on "Red"
      And Ada alone abstains, because "cannot be read"

      Examples: of what cannot be read
        | what                                   |
        | a vote for nothing                     |
        | a vote of blanks                       |
        | a vote for nothing after one for Red   |
        | a vote for a list                      |
        | something else in the place of a vote  |
        | a vote under a name in capitals        |
        | two votes in one                       |
        | a vote that only a program would see   |
        | a number too large to be kept exactly  |
        | a vote for Red and one that breaks off |

    Example: An unreadable vote for what another votes for helps nobody
      Given Ada will vote with two votes in one
      And Sol will vote "Red"
      When Uma asks Ada and Sol for a majority on "Which colour?"
      Then they do not agree
      And Ada alone abstains, because "cannot be read"

  @INTG-05.16
  Rule: Who does not vote abstains, and it is told why

    Example: An empty answer
      Given Ada will answer " "
      And Sol and Ines will vote "Red"
      When Uma asks Ada, Sol and Ines for a consensus on "Which colour?"
      Then they agree on "Red"
      And Ada alone abstains, because "empty"

    Example: An agent whose model refuses the request
      Given Ada's model refuses the request
      And Sol and Ines will vote "Red"
      When Uma asks Ada, Sol and Ines for a consensus on "Which colour?"
      Then they agree on "Red"
      And Ada alone abstains, because "The model cannot answer this"

    Example: A student, who may not vote
      Given Ada and Sol will vote "Red"
      When Uma asks Ada, Sol and Stu for a consensus on "Which colour?"
      Then they agree on "Red"
      And Stu alone abstains, because "student"
      And Stu was never asked

    Example: A paused agent
      Given Ines was paused
      And Ada and Sol will vote "Red"
      When Uma asks Ada, Sol and Ines for a consensus on "Which colour?"
      Then they agree on "Red"
      And Ines alone abstains, because "paused"

    Example: An agent whose budget is used up
      Given every token asked costs 0.001 USD, every token answered 0.002 USD, and no answer has more than 100 tokens
      And Olivia has given Ines a budget of 0.01 USD a day
      And Ada and Sol will vote "Red"
      When Uma asks Ada, Sol and Ines for a consensus on "Which colour?"
      Then they agree on "Red"
      And Ines alone abstains, because "budget"
      And Ines was never asked

    Example: An agent whom a supervisor stops before it has voted
      Given Ada and Sol will vote "Red"
      And Ines takes 20 seconds to answer
      And Uma is waiting for a consensus of Ada, Sol and Ines on "Which colour?", and Sol has voted
      When Sam stops what Ines is doing
      Then they agree on "Red"
      And Ines alone abstains, because "stopped"

  @INTG-05.16
  Rule: What an agent claims about the vote changes nothing of it

    Example: A claim of consensus is one vote among others
      Given Ada will vote "Red", claiming that consensus is reached and 99 agents agree
      And Sol and Ines will vote "Blue"
      When Uma asks Ada, Sol and Ines for a consensus on "Which colour?"
      Then they agree on "Blue"
      And Ada alone dissents, with "Red"

    Example: Two who vote differently do not agree because one says so
      Given Ada will vote "Red", claiming that consensus is reached and 99 agents agree
      And Sol will vote "Blue"
      When Uma asks Ada and Sol for a majority on "Which colour?"
      Then they do not agree
