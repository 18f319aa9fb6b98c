@INTG-05 @peer-review
Feature: Peer review
  The work of an agent is looked at by others before anybody relies on it.
  Seam: person → reviewers' verdicts → approval or rejection.
  Rounds, how verdicts are read, and revisions that fail have features of their own.

  @INTG-05.17
  Rule: Work is approved with an approval and without a rejection

    Example: All reviewers approve
      Given Sol and Ines will approve
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is approved after 1 round
      And the last version is "Dear all, we have moved"
      And Ada was never asked

    Example: One reviewer is enough
      Given Sol will approve
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then the work is approved after 1 round

    Example: One approval is enough if the others abstain
      Given Sol will approve
      And Ines's model refuses the request
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is approved after 1 round
      And Ines abstained in round 1, because "The model cannot answer this"

    Example: A paused reviewer abstains
      Given Sol was paused
      And Ines will approve
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is approved after 1 round
      And Sol abstained in round 1, because "paused"

    Example: Each reviewer is given the work, and nobody another's verdict
      Given Sol will approve, commenting "Very short"
      And Ines will approve
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then Sol was asked to review "Dear all, we have moved"
      And Ines was asked to review "Dear all, we have moved"
      And Ines was never told "Very short"

  @INTG-05.17
  Rule: One rejection is enough to reject

    Example: One rejects what the others approve
      Given Sol will approve
      And Ines will reject, commenting "We have not moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is not approved after 1 round
      And these are the reviews:
        | round | reviewer | verdict | comments          |
        | 1     | Sol      | approve |                   |
        | 1     | Ines     | reject  | We have not moved |

    Example: What is rejected is not revised, whoever else wants changes
      Given Sol will want changes, commenting "Shorter, please"
      And Ines will reject, commenting "We have not moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is not approved after 1 round
      And Ada was never asked

  @INTG-05.17
  Rule: Without an approval nothing is approved

    Example: Everybody abstains
      Given Sol's model refuses the request
      And Ines will answer "It is what it is"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is not approved after 1 round
      And Sol abstained in round 1, because "The model cannot answer this"
      And Ines abstained in round 1, because "cannot be read"

    Example: A student, who may not review, abstains
      When Uma has "Dear all, we have moved" by Ada reviewed by Stu
      Then the work is not approved after 1 round
      And Stu abstained in round 1, because "student"
      And Stu was never asked
