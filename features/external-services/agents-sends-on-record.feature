@INTG-04 @slack @audit
Feature: Agents' sends on record
  Whoever reads what was decided about an agent's message finds what came of it, as soon as anybody knows.
  Seam: supervisor → governance → outbox → Slack → audit trail.
  What may be sent for an agent stands with "Sending for an agent".

  @INTG-04.18
  Rule: What was decided has an end on record once it is known what became of the message

    Example: The decision and its end belong to the request that asked for them
      When Sam sends "Release 2.1 is out" through Slack for Ada
      Then the answer names an identifier
      And the decision and the outcome on record name it too

    Example: While nobody knows whether it arrived, there is no end
      Given Slack takes the next send but cuts the connection
      When Sam sends "Release 2.1 is out" through Slack for Ada
      Then the outcome is unknown
      And it is on record for Ada as allowed

    Example: When the platform has found it, it is completed
      Given Slack takes the next send but cuts the connection
      And the platform makes its rounds
      And Sam sent "Release 2.1 is out" through Slack for Ada
      When 15 seconds pass
      Then it is on record for Ada as allowed, then completed

  @INTG-04.18
  Rule: A message that is sent again is decided about again, and each decision has an end of its own

    Background:
      Given Slack refuses the connection
      And Sam sent "Release 2.1 is out" through Slack for Ada under the key "release-1", in vain
      And Slack is well again

    Example: The first try failed and the second is completed
      When Sam sends "Release 2.1 is out" through Slack for Ada under the key "release-1"
      Then "Release 2.1 is out" is confirmed by Slack
      And it is on record for Ada that the first decision ended as failed and the second as completed

    Example: The second is in doubt until the platform has found the message
      Given Slack takes the next send but cuts the connection
      And the platform makes its rounds
      And Sam sent "Release 2.1 is out" through Slack for Ada under the key "release-1"
      When 15 seconds pass
      Then it is on record for Ada that the first decision ended as failed and the second as completed
