@INTG-05 @handoff @governance @approval
Feature: Rights after an approved step up
  Where a human let work climb, it is the climber's level that counts from there on.
  Seam: approved handoff → governance → execution.

  @INTG-05.5
  Rule: An approved step up starts again at the receiver's level

    Example: Sol creates what Ines may not, once a human let the work climb
      Given Sol will answer "Created"
      And Uma has handed Ines's work on to Sol
      And Sam has approved it
      When Uma has Sol create "A new price list" for it
      Then Sol answers "Created"

    Example: Two approved steps lead to the highest level
      Given Ada will answer "Deleted"
      And Uma has handed Ines's work on to Sol
      And Sam has approved it
      And Uma has handed it on to Ada
      And Sam has approved it
      When Uma has Ada delete "The old price list" for it
      Then Ada answers "Deleted"

    Example: From there on the lowest level counts again
      Given the agent "Ed", intern
      And Uma has handed Ines's work on to Sol
      And Sam has approved it
      And Uma has handed it on to "Ed"
      When Uma has "Ed" create "A new price list" for it
      Then a proposal waits for a supervisor
      And OpenAI was never contacted

    Example: What becomes of the giver after the approved step counts no more
      Given Sol will answer "Created"
      And Uma has handed Ines's work on to Sol
      And Sam has approved it
      And Ines was demoted to student
      When Uma has Sol create "A new price list" for it
      Then Sol answers "Created"

    Example: What becomes of the climber does count
      Given the agent "Ed", supervised
      And Uma has handed Ines's work on to Sol
      And Sam has approved it
      And Uma has handed it on to "Ed"
      And Sol was demoted to intern
      When Uma has "Ed" create "A new price list" for it
      Then a proposal waits for a supervisor

  @INTG-05.5
  Rule: Only work that was handed to the agent itself is done in its name

    Example: Work that went to Ines is not Sol's
      Given Uma has handed Ada's work on to Ines
      When Uma has Sol do the work "Where is it?"
      Then the request fails because the work was handed to another agent
      And the place named is the handoff
      And OpenAI was never contacted

    Example: Nor does the giver do it after it was handed on
      Given Uma has handed Ada's work on to Ines
      When Uma has Ada do the work "Where is it?"
      Then the request fails because the work was handed to another agent
      And OpenAI was never contacted

  @INTG-05.5
  Rule: Only the agent that works must be at work itself

    Example: A giver that was paused holds up nothing
      Given Ines will answer "In Leipzig"
      And Uma has handed Ada's work on to Ines
      And Ada was paused
      When Uma has Ines do the work "Where is it?"
      Then Ines answers "In Leipzig"

    Example: A receiver that was paused does nothing
      Given Uma has handed Ada's work on to Ines
      And Ines was paused
      When Uma has Ines do the work "Where is it?"
      Then the request fails because the agent is paused
