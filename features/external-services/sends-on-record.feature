@INTG-04 @slack @github @audit
Feature: Sends on record
  Whoever reads the record learns who sent something out, when it was tried, and what came of it.
  Seam: person → outbox → Slack or GitHub → audit trail.
  What is decided about sends for agents stands with "Sending for an agent".

  @INTG-04.18
  Rule: Every try to send to Slack is on record with its end, by whoever sent it

    Example: A message that arrived
      When Uma sends "Release 2.1 is out" through Slack
      Then "Release 2.1 is out" is confirmed by Slack
      And it is on record that Uma began to send through Slack, which ended as sent
      And no agent's action is on record

    Example: A message that Slack did not take
      Given Slack says "is_archived"
      When Uma sends "Release 2.1 is out" through Slack
      Then the request fails because Slack refused the message
      And it is on record that Uma began to send through Slack, which ended as failed
      And no agent's action is on record

    Example: A message that is sent again after it could not leave
      Given Slack refuses the connection
      And Uma sent "Release 2.1 is out" through Slack under the key "release-1", but Slack failed
      And Slack is well again
      When Uma sends "Release 2.1 is out" through Slack under the key "release-1"
      Then it is on record that Uma's first try failed and the second was sent

  @INTG-04.20
  Rule: What somebody says became of a send is on record as theirs

    Scenario Outline: Sam says that it was <outcome>
      Given Slack takes the next send but cuts the connection
      And Uma sent "Release 2.1 is out" through Slack
      When Sam says that it was <outcome>
      Then it is on record that Sam said of it that it was <outcome>

      Examples: of what can be said
        | outcome  |
        | sent     |
        | not sent |

    Example: What somebody may not say leaves no record
      Given Slack takes the next send but cuts the connection
      And Uma sent "Release 2.1 is out" through Slack
      When Mallory says that it was sent
      Then the request fails because there is no such thing
      And it is on record that nobody said what became of it

  @INTG-04.19
  Rule: Every try to open an issue is on record with its end, by whoever opened it

    Example: An issue that was opened
      Given GitHub has the repository "acme/website"
      When Uma sends "The login is slow" through GitHub
      Then "The login is slow" is confirmed by GitHub
      And it is on record that Uma began to send through GitHub, which ended as sent

    Example: An issue that GitHub does not know where to put
      When Uma sends "The login is slow" through GitHub
      Then the request fails because GitHub knows no such repository
      And it is on record that Uma began to send through GitHub, which ended as failed
