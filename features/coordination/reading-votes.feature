@INTG-05 @ensemble
Feature: How votes are read
  Agents talk, and a vote among their talk is found by a rule that everybody can know beforehand.
  Seam: agent's answer → vote.
  A vote has a published form; agents are told it with the question. Where an answer has several, the last one counts.

  @INTG-05.16
  Rule: The last vote in an answer counts, whatever is said around it

    Scenario Outline: Ada votes for Red <manner>
      Given Ada will vote for "Red" <manner>
      And Sol will vote "Red"
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then they agree on "Red"

      Examples: of manners of speaking
        | manner                               |
        | on a line of its own                 |
        | in the middle of a sentence          |
        | set apart as a program would be      |
        | after another one that it takes back |
        | with its reasons beside it           |
        | with braces in its reasons           |
        | after a brace that means nothing     |

    Example: Agents are told in which form to vote
      Given Ada and Sol will vote "Red"
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then Ada was told "End your answer with your vote"
      And Sol was told "End your answer with your vote"

  @INTG-05.16
  Rule: Votes are the same if they differ only in their case and in blanks around them

    Scenario Outline: "<one>" and "<other>" are one vote
      Given Ada will vote "<one>"
      And Sol will vote "<other>"
      When Uma asks Ada and Sol for a consensus on "What shall it be?"
      Then they agree on "<told>"

      Examples: of words in different scripts, told as the first wrote it
        | one    | other   | told   |
        | Red    | RED     | Red    |
        | RED    | red     | RED    |
        | ДА     | да      | ДА     |
        | Οδός   | ΟΔΌΣ    | Οδός   |
        | straße | STRASSE | straße |
        | 赤     | 赤      | 赤     |

    Example: Blanks around a vote do not count
      Given Ada will vote " Red  "
      And Sol will vote "red"
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then they agree on "Red"

    Scenario Outline: "<one>" and "<other>" are two votes
      Given Ada will vote "<one>"
      And Sol will vote "<other>"
      When Uma asks Ada and Sol for a consensus on "What shall it be?"
      Then they do not agree

      Examples: of words that are not the same
        | one      | other   |
        | Red      | Red.    |
        | dark red | darkred |
        | sınır    | sinir   |

  @INTG-05.16
  Rule: An answer without a vote in it is a vote as a whole

    Example: Two who only say the same agree
      Given Ada will answer "Red"
      And Sol will answer " red "
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then they agree on "Red"

    Example: One who talks and one who votes do not agree
      Given Ada will answer "I think it should be Red"
      And Sol will vote "Red"
      When Uma asks Ada and Sol for a consensus on "Which colour?"
      Then they do not agree

  @INTG-05.16
  Rule: A number is a vote, the same as its digits in letters

    Example: A number and the same number in writing agree
      Given Ada will vote with the number 12
      And Sol will vote "12"
      When Uma asks Ada and Sol for a consensus on "How many crates?"
      Then they agree on "12"

    Example: Two numbers do not agree
      Given Ada will vote with the number 12
      And Sol will vote with the number 13
      When Uma asks Ada and Sol for a consensus on "How many crates?"
      Then they do not agree
