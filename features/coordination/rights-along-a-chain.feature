@INTG-05 @handoff @governance
Feature: Rights along a chain
  Nothing may ever be done with work that somebody on its way was not trusted with, unless a human let it climb.
  Seam: handoffs → governance → execution.

  @INTG-05.5
  Rule: Work that was handed on is decided by the lowest level in its chain; a giver that grows up later changes nothing

    Background:
      Given the agents "Bo" and "Cy", both autonomous

    Scenario Outline: Where all are trusted with it, "<last>" deletes without asking
      Given "<last>" will answer "Deleted"
      And Uma has handed work on from Ada to <others>
      When Uma has "<last>" delete "The old price list" for it
      Then "<last>" answers "Deleted"

      Examples: of one and two hops
        | others        | last |
        | "Bo"          | Bo   |
        | "Bo" and "Cy" | Cy   |

    Scenario Outline: After a giver was demoted, "<last>" asks first
      Given Uma has handed work on from Ada to <others>
      And Ada was demoted to supervised
      When Uma has "<last>" delete "The old price list" for it
      Then a proposal waits for a supervisor
      And OpenAI was never contacted

      Examples: of one and two hops
        | others        | last |
        | "Bo"          | Bo   |
        | "Bo" and "Cy" | Cy   |

    Example: After a giver was demoted twice, it is refused, and the level is said
      Given Uma has handed Ada's work on to "Bo"
      And Ada was demoted to supervised
      And Ada was demoted to intern
      When Uma has "Bo" delete "The old price list" for it
      Then the request fails because the agent may not do that
      And Uma is told "Bo may not: delete needs autonomous, and along its chain of handoffs the work counts as intern"
      And OpenAI was never contacted

    Example: Work that is the agent's own is not affected
      Given "Bo" will answer "Deleted"
      And Uma has handed Ada's work on to "Bo"
      And Ada was demoted to supervised
      When Uma asks "Bo" to delete "The old price list"
      Then "Bo" answers "Deleted"

    Example: Somebody in the middle counts as well
      Given Uma has handed work on from "Bo" to Ada and "Cy"
      And Ada was demoted to supervised
      When Uma has "Cy" delete "The old price list" for it
      Then a proposal waits for a supervisor
      And OpenAI was never contacted

    Example: Growing up afterwards does not widen what was given before
      Given the agent "Ed", intern
      And Uma has handed "Ed"'s work on to Ines
      And Ines has completed 25 executions
      And Olivia has promoted Ines
      When Uma has Ines create "A new price list" for it
      Then a proposal waits for a supervisor

    Example: Nor does growing up together
      Given the agent "Ed", intern
      And Uma has handed "Ed"'s work on to Ines
      And "Ed" and Ines have both earned the next level
      When Uma has Ines create "A new price list" for it
      Then a proposal waits for a supervisor

    Example: What was approved is decided again by the level of the chain when it starts
      Given Uma has handed Ada's work on to "Bo"
      And Uma has had "Bo" delete "The old price list" for it, asking for approval first
      And Ada was demoted to supervised
      When Sam approves it
      Then the execution is blocked
      And OpenAI was never contacted
