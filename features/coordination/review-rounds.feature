@INTG-05 @peer-review
Feature: Rounds of review
  Reviewers who want changes get to see them: the author revises the work and all look at it again.
  Seam: reviewers' verdicts → author's revision → reviewers' verdicts.

  @INTG-05.17
  Rule: Changes that a reviewer wants lead to a new round with all reviewers

    Example: The new version is approved
      Given Sol will want changes, and in the next round approve
      And Ines will approve
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is approved after 2 rounds
      And the last version is "We have moved"
      And Ines was asked twice

    Example: One who wants changes is enough for a new round
      Given Sol will want changes, and in the next round reject
      And Ines will approve
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is not approved after 2 rounds
      And these are the reviews:
        | round | reviewer | verdict | comments        |
        | 1     | Sol      | changes | Shorter, please |
        | 1     | Ines     | approve |                 |
        | 2     | Sol      | reject  |                 |
        | 2     | Ines     | approve |                 |

    Example: The author is given the work and all comments
      Given Sol will want changes, commenting "Shorter, please"
      And Ines will approve, commenting "Good, and friendly"
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is not approved after 3 rounds
      And Ada was asked to revise "We have moved" by the comments "Shorter, please" and "Good, and friendly"

    Example: Reviewers look at the new version
      Given Sol will want changes, and in the next round approve
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then the work is approved after 2 rounds
      And Sol was asked to review "We have moved"

    Example: An approval of the first round does not count for the second
      Given Sol will approve, and in the next round say nothing that can be read
      And Ines will want changes, and in the next round say nothing that can be read
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is not approved after 2 rounds

  @INTG-05.17
  Rule: There are at most three rounds, and changes that are then still wanted reject the work

    Example: The third round approves
      Given Sol will want changes twice, and then approve
      And Ada will revise it to "We have moved", and then to "Moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then the work is approved after 3 rounds
      And the last version is "Moved"

    Example: The third round wants changes again
      Given Sol will want changes twice, and then want changes
      And Ada will revise it to "We have moved", and then to "Moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then the work is not approved after 3 rounds
      And the last version is "Moved"
      And Sol was asked 3 times
      And Ada was asked twice

    Example: Who approves in the third round does not outweigh who still wants changes
      Given Sol will want changes twice, and then want changes
      And Ines will approve
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then the work is not approved after 3 rounds

    Scenario Outline: The operator allows <count>
      Given the operator allows <count> of review
      And Sol will want changes, commenting "Shorter, please"
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then the work is not approved after <count>

      Examples: other numbers of rounds
        | count    |
        | 1 round  |
        | 5 rounds |
