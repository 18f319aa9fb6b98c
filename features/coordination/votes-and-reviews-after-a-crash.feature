@INTG-05 @recovery
Feature: Votes and reviews after a crash
  However the platform ends, a vote that was given counts once, and what was not given yet is asked for again.
  Seam: ensemble or review → platform that is killed and started again → agents.

  Background:
    Given the platform runs in a process of its own

  @INTG-05.16
  Rule: A vote goes on after a crash, and nobody who has voted votes again

    Example: Ada has voted, and Sol is still thinking
      Given Ada and Sol will vote "Red"
      And Sol takes 20 seconds to answer
      And Uma is waiting for a consensus of Ada and Sol on "Which colour?", and Ada has voted
      When the platform is killed and started again
      Then they agree on "Red" before long
      And Ada was asked once
      And Sol was asked twice

  @INTG-05.17
  Rule: A review goes on after a crash, with the round that it was in

    Example: Sol wants changes, and Ada is still revising
      Given Sol will want changes, and in the next round approve
      And Ada will revise it to "We have moved"
      And Ada takes 20 seconds to answer
      And Uma is waiting for a review of "Dear all, we have moved" by Ada, and Sol has reviewed it
      When the platform is killed and started again
      Then the work is approved before long, after 2 rounds
      And Sol was asked twice
