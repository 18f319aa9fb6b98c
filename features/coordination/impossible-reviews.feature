@INTG-05 @peer-review @input
Feature: Impossible reviews
  A review that would be none is refused as a whole, before anybody is asked.
  Seam: person → peer review → refusal.

  @INTG-05.17
  Rule: Nobody reviews their own work

    Example: The author alone reviews it
      When Uma has "Dear all, we have moved" by Ada reviewed by Ada
      Then the request fails because nobody reviews their own work
      And the place named is the first reviewer
      And nothing of it was begun

    Example: The author reviews it among others
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ada
      Then the request fails because nobody reviews their own work
      And the place named is the second reviewer
      And nothing of it was begun

  @INTG-05.17
  Rule: It takes reviewers who are there, each once

    Example: Nobody reviews it
      When Uma has "Dear all, we have moved" by Ada reviewed by nobody
      Then the request fails because the request is not valid
      And the place named is the reviewers
      And nothing of it was begun

    Example: One reviewer is named twice
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol, Ines and Sol
      Then the request fails because an agent is named twice
      And the place named is the third reviewer
      And nothing of it was begun

    Example: A reviewer does not exist
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and "Nobody"
      Then the request fails because there is no such thing
      And the place named is the second reviewer
      And nothing of it was begun

    Example: The author does not exist
      When Uma has "Dear all, we have moved" by "Nobody" reviewed by Sol
      Then the request fails because there is no such thing
      And the place named is the author
      And nothing of it was begun

    Example: There is no work to be reviewed
      When Uma has "  " by Ada reviewed by Sol
      Then the request fails because the request is not valid
      And the place named is the work
      And nothing of it was begun

  @INTG-05.17
  Rule: An agent has its work reviewed only by those of its own level or below

    Example: A supervised agent has no autonomous one look at its work
      When Sol, with a token of its own, has "Dear all, we have moved" reviewed by Ada
      Then the request fails because the role does not allow it
      And nothing of it was begun

    Example: An autonomous agent has a supervised one look at its work
      Given Sol will approve
      When Ada, with a token of its own, has "Dear all, we have moved" reviewed by Sol
      Then the work is approved after 1 round
