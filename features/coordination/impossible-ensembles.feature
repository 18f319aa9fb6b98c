@INTG-05 @ensemble @input
Feature: Impossible ensembles
  A question that cannot be put to the vote is refused as a whole, before anybody is asked.
  Seam: person → ensemble → refusal.

  @INTG-05.16
  Rule: It takes two agents

    Example: One agent is no ensemble
      When Uma asks Ada for a consensus on "Which colour?"
      Then the request fails because it takes more agents
      And the place named is those asked
      And nothing of it was begun

    Example: Nobody is no ensemble
      When Uma asks nobody for a consensus on "Which colour?"
      Then the request fails because it takes more agents
      And nothing of it was begun

    Example: Two are enough
      Given Ada and Sol will vote "Red"
      When Uma asks Ada and Sol for a majority on "Which colour?"
      Then they agree on "Red"

  @INTG-05.16
  Rule: Everybody has one vote

    Scenario Outline: <agents>: nobody votes twice
      When Uma asks <agents> for a majority on "Which colour?"
      Then the request fails because an agent is named twice
      And the place named is <place>
      And nothing of it was begun

      Examples: of agents that are named again
        | agents           | place                     |
        | Ada and Ada      | the second of those asked |
        | Ada, Sol and Ada | the third of those asked  |

    Example: An agent that does not exist has none
      When Uma asks Ada and "Nobody" for a majority on "Which colour?"
      Then the request fails because there is no such thing
      And the place named is the second of those asked
      And nothing of it was begun

  @INTG-05.16
  Rule: The best answer needs a judge, and nothing else does

    Example: Nobody is named to judge
      When Uma asks Ada and Sol for the best answer to "Which colour?"
      Then the request fails because the request is not valid
      And the place named is the judge
      And nothing of it was begun

    Scenario Outline: There is nothing to judge about <way> votes
      When Uma asks Ada and Sol for <way> "Which colour?", judged by Ines
      Then the request fails because the request is not valid
      And the place named is the judge
      And nothing of it was begun

      Examples: of votes that are counted
        | way            |
        | a consensus on |
        | a majority on  |

    Example: A judge who does not exist judges nothing
      When Uma asks Ada and Sol for the best answer to "Which colour?", judged by "Nobody"
      Then the request fails because there is no such thing
      And the place named is the judge
      And nothing of it was begun

  @INTG-05.16
  Rule: A question without a word is none

    Example: Only blanks are asked
      When Uma asks Ada and Sol for a consensus on "  "
      Then the request fails because the request is not valid
      And the place named is the question
      And nothing of it was begun

  @INTG-05.16
  Rule: An agent asks only those of its own level or below

    Example: A supervised agent asks no autonomous one
      When Sol, with a token of its own, asks Ines and Ada for a consensus on "Which colour?"
      Then the request fails because the role does not allow it
      And nothing of it was begun

    Example: A supervised agent asks an intern and itself
      Given Sol and Ines will vote "Red"
      When Sol, with a token of its own, asks Sol and Ines for a consensus on "Which colour?"
      Then they agree on "Red"
