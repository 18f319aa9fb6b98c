@INTG-05 @coordinator @handoff
Feature: Agents that coordinate
  An agent that acts for itself has its own work split, and only among agents that have earned no more than it has.
  Seam: agent's token → coordinator → workers.

  Background:
    Given the agents "Bo" and "Cy", both autonomous
    And all agents will answer "Done"

  @INTG-05.15
  Rule: An agent with a token of its own coordinates its own work, with agents of its own level or below

    Example: An agent has its own task split
      Given Ada plans a part each for "Bo" and "Cy"
      When Ada, with a token of its own, has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And "Bo" was asked once
      And "Cy" was asked once

    Example: No agent makes another one coordinate
      When Ada, with a token of its own, has Sol coordinate "Move the office" with Ines
      Then the request fails because the role does not allow it
      And nothing of it was begun

    Example: No agent gives a part to a worker of a higher level
      When Ines, with a token of its own, has Ines coordinate "Move the office" with Sol
      Then the request fails because the role does not allow it
      And nothing of it was begun
      And no proposal waits
