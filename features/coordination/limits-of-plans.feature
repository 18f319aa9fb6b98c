@INTG-05 @coordinator
Feature: Limits of plans
  What an agent answers brings about a limited number of further steps, so that every task comes to an end.
  Seam: coordinator's answer → number of parts → workers.

  @INTG-05.15
  Rule: A plan has at most a hundred parts

    Example: A hundred parts are done
      Given the agents "Bo" and "Cy", both autonomous
      And all agents will answer "Done"
      And Ada's plan is a list of 100 parts
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then the coordination is completed
      And "Bo" was asked 100 times

    Example: A plan of a hundred and one parts is no plan
      Given the agents "Bo" and "Cy", both autonomous
      And Ada's plan is a list of 101 parts
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then it failed because the plan has 101 parts, and 100 are allowed
      And Ada was asked once
      And "Bo" was never asked

  @INTG-05.15
  Rule: An installation can allow fewer

    Example: A plan with one part more than that is no plan
      Given the operator allows 2 steps
      And the agents "Bo" and "Cy", both autonomous
      And Ada's plan is a list of 3 parts
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then it failed because the plan has 3 parts, and 2 are allowed
      And Ada was asked once
      And "Bo" was never asked

    Example: Whoever would stand in counts as well
      Given the operator allows 1 step
      And the agents "Bo" and "Cy", both autonomous
      And Ada plans the part "Pack the books" for "Bo"
      And "Bo"'s model refuses the request
      When Uma has Ada coordinate "Move the office" with "Bo" and "Cy"
      Then it failed because parts did not complete
      And Ada was asked once
