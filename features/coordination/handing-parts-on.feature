@INTG-05 @coordinator @handoff
Feature: Handing parts on
  A coordinator gives a worker no more than it has itself, and asks a human before it hands a part up.
  Seam: coordinator → handoff → governance → worker.

  Background:
    Given the agents "Bo" and "Cy", both intern
    And all agents will answer "Done"

  @INTG-05.15
  Rule: A part is handed on, with the task that it is a part of

    Example: A part is a handoff from the coordinator to the worker
      Given Ada plans the part "Pack the books" for "Bo"
      When Uma has Ada coordinate "Move the office" with "Bo"
      Then the coordination is completed
      And the part was handed on by Ada to "Bo", with "Pack the books" of "Move the office"

    Example: A worker of the coordinator's own level needs nobody's approval
      Given Ines plans the part "Pack the books" for "Bo"
      When Uma has Ines coordinate "Move the office" with "Bo"
      Then the coordination is completed
      And no proposal waits

  @INTG-05.15
  Rule: One level up a human decides first

    Example: A part for a worker one level up waits
      Given Ines plans the part "Pack the books" for Sol
      When Uma has Ines coordinate "Move the office" with Sol
      Then Uma is told that the coordination waits for one approval
      And Sol was never asked

    Example: Approved, the part is done at the worker's own level
      Given Ines plans the part "Pack the books" for Sol
      And Uma has had Ines coordinate "Move the office" with Sol
      When Sam approves it
      Then the coordination is completed
      And Sol was told "Pack the books"
      And Sol's part was decided as work of the level supervised

    Example: Rejected, the part goes to the next worker
      Given Ines plans the part "Pack the books" for Sol
      And Uma has had Ines coordinate "Move the office" with Sol and "Bo"
      When Sam rejects it because "Not that one"
      Then the coordination is completed
      And Sol was never asked
      And "Bo" was told "Pack the books"

    Example: Given up, the part is handed on to nobody
      Given Ines plans the part "Pack the books" for Sol
      And Uma has had Ines coordinate "Move the office" with Sol
      When Uma cancels the coordination
      Then the coordination is cancelled
      And no proposal waits
      And Sol was never asked

  @INTG-05.15
  Rule: No worker does for a coordinator what the coordinator has not earned

    Example: A part for a worker more than one level up is blocked
      Given Ines plans the part "Pack the books" for Ada
      When Uma has Ines coordinate "Move the office" with Ada
      Then the coordination is failed
      And Ada was given a part that was blocked because the agent may not hand that on
      And Ada was never asked

    Example: A blocked part goes to a worker who may be given it
      Given Ines plans the part "Pack the books" for Ada
      When Uma has Ines coordinate "Move the office" with Ada and "Bo"
      Then the coordination is completed
      And Ada was never asked
      And "Bo" was told "Pack the books"

    Example: A student that is given a part may not talk
      Given Ada plans the part "Pack the books" for Stu
      When Uma has Ada coordinate "Move the office" with Stu
      Then the coordination is failed
      And Stu was given a part that was blocked because the agent may not do that
      And Stu was never asked

  @INTG-05.15
  Rule: A student coordinates nothing

    Example: A student's plan is blocked, and nobody is given a part
      When Uma has Stu coordinate "Move the office" with "Bo"
      Then the coordination is failed
      And it failed because no plan was made
      And Stu was never asked
      And "Bo" was never asked
