@INTG-05 @handoff
Feature: Chains of handoffs
  Work passes through a few hands, not through endless ones, and not round in circles.
  Seam: handoff → handoff → … → handoff.

  @INTG-05.4
  Rule: What was handed on can be handed on again, and the chain is kept

    Background:
      Given the agents "Bo", "Cy", "Dee", "Eve" and "Flo", all autonomous

    Example: The second handoff names the first
      Given Uma has handed Ada's work on to "Bo"
      When Uma hands it on to "Cy"
      Then the work has arrived
      And it is number 2 of its chain, after "Bo" got it from Ada

    Example: A new handoff begins a chain of its own
      Given Uma has handed Ada's work on to "Bo"
      When Uma hands "Bo"'s work on to "Cy"
      Then it is number 1 of its chain

    Example: Only the agent that has the work hands it on
      Given Uma has handed Ada's work on to "Bo"
      When Uma hands it on from "Dee" to "Cy"
      Then the request fails because the work was handed to another agent
      And the place named is the handoff before

    Example: What waits for approval is not handed on
      Given Uma has handed Ines's work on to Sol
      When Uma hands it on to Stu
      Then the request fails because the work has not arrived
      And one proposal waits

    Example: Another's handoff is not continued
      Given Uma has handed Ada's work on to "Bo"
      When Mallory hands it on to "Cy"
      Then the request fails because there is no such thing

  @INTG-05.4
  Rule: A chain has at most five hops

    Background:
      Given the agents "Bo", "Cy", "Dee", "Eve" and "Flo", all autonomous

    Example: The fifth is taken
      Given Uma has handed work on from Ada to "Bo", "Cy", "Dee" and "Eve"
      When Uma hands it on to "Flo"
      Then the work has arrived
      And it is number 5 of its chain

    Example: The sixth is refused
      Given Uma has handed work on from Ada to "Bo", "Cy", "Dee", "Eve" and "Flo"
      When Uma hands it on to Ines
      Then the request fails because the work was handed on too often

    Example: Nor may a human be asked for a sixth
      Given the agent "Gus", supervised
      And Uma has handed work on from Ada to "Bo", "Cy", "Dee", "Eve" and "Gus"
      When Uma hands it on to "Flo"
      Then the request fails because the work was handed on too often
      And no proposal waits

  @INTG-05.4
  Rule: An installation may allow another number of hops

    Background:
      Given the operator allows 2 hops
      And the agents "Bo", "Cy" and "Dee", all autonomous

    Example: Where two are allowed, the second is taken
      Given Uma has handed Ada's work on to "Bo"
      When Uma hands it on to "Cy"
      Then the work has arrived

    Example: Where two are allowed, the third is refused
      Given Uma has handed work on from Ada to "Bo" and "Cy"
      When Uma hands it on to "Dee"
      Then the request fails because the work was handed on too often
