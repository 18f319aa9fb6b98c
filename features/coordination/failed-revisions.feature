@INTG-05 @peer-review
Feature: Revisions that fail
  Changes that were wanted and not made leave the work as it was, and unapproved.
  Seam: reviewers' verdicts → author's revision → failure.

  @INTG-05.17
  Rule: Work whose changes stay open is not approved

    Example: The author fails
      Given Sol will want changes, and in the next round approve
      And Ada's model refuses the request
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then the work is not approved, as it was not revised because "The model cannot answer this"
      And the last version is "Dear all, we have moved"
      And Sol was asked once

    Example: The author says nothing
      Given Sol will want changes, and in the next round approve
      And Ada will answer " "
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then the work is not approved, as it was not revised because "empty"
      And the last version is "Dear all, we have moved"

    Example: A student's work is reviewed, and the student may not revise it
      Given Sol will want changes, and in the next round approve
      When Uma has "Dear all, we have moved" by Stu reviewed by Sol
      Then the work is not approved, as it was not revised because "student"
      And Stu was never asked

    Example: A student's work is approved if nobody wants changes
      Given Sol will approve
      When Uma has "Dear all, we have moved" by Stu reviewed by Sol
      Then the work is approved after 1 round

    Example: The second revision fails, and the first one is the last version
      Given Sol will want changes twice, and then approve
      And Ada will revise it to "We have moved", and then to " "
      When Uma has "Dear all, we have moved" by Ada reviewed by Sol
      Then the work is not approved, as it was not revised because "empty"
      And the last version is "We have moved"
