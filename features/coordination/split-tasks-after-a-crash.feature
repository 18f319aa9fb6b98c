@INTG-05 @coordinator @recovery
Feature: Split tasks after a crash
  A task that was split outlives the platform's process: what was done of it is kept, and the rest is done again.
  Seam: coordinator → parts → platform that is killed and started again → coordinator's answer.

  Background:
    Given the platform runs in a process of its own
    And the agents "Bo" and "Cy", both autonomous
    And "Bo" will answer "All packed"

  @INTG-05.15
  Rule: A split task goes on after a crash, and comes to one result of each part

    Example: One part is done, and another is cut off
      Given "Cy" will answer "All carried"
      And Uma is waiting for Ada, whose plan is a part each for "Bo" and "Cy", and "Bo" is done
      When the platform is killed and started again
      Then the parts have come to this before long
        | worker | came to   | answer      |
        | Bo     | completed | All packed  |
        | Cy     | completed | All carried |
      And "Bo" was asked once
      And "Cy" was asked twice
