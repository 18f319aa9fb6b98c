@INTG-05 @peer-review @audit
Feature: Reviews on record
  Whoever reads an approval can see who gave it, in which round, and what was said.
  Seam: peer review → reviews → executions and audit trail.

  @INTG-05.17
  Rule: Every review and every revision is an ordinary execution

    Example: Each is decided and recorded
      Given Sol will want changes, and in the next round approve
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then these decisions are on record for Uma, each with an end that is completed:
        | agent | action |
        | Sol   | review |
        | Ada   | draft  |
        | Sol   | review |

    Example: Each review leads to its execution
      Given Sol and Ines will approve
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then each review leads to its execution, one to review

  @INTG-05.17
  Rule: All reviews of all rounds are told with their comments, in order

    Example: Two rounds of two reviewers
      Given Sol will want changes, and in the next round approve
      And Ines will approve, commenting "Friendly"
      And Ada will revise it to "We have moved"
      When Uma has "Dear all, we have moved" by Ada reviewed by Ines and Sol
      Then these are the reviews:
        | round | reviewer | verdict | comments        |
        | 1     | Ines     | approve | Friendly        |
        | 1     | Sol      | changes | Shorter, please |
        | 2     | Ines     | approve | Friendly        |
        | 2     | Sol      | approve |                 |

    Example: Who abstained is told without a verdict
      Given Sol will approve
      And Ines will answer "It is what it is"
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol and Ines
      Then these are the reviews:
        | round | reviewer | verdict | comments |
        | 1     | Sol      | approve |          |
        | 1     | Ines     | none    |          |

    Example: Whoever looks the review up later is told the same
      Given Sol will approve
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then whoever looks the coordination up is told the same
