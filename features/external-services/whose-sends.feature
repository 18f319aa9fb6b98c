@INTG-04 @idempotency
Feature: Whose sends
  What became of a send is for its sender and for supervisors; to anybody else there is no such send.
  Seam: person → outbox.

  @INTG-04.20
  Rule: A send is its sender's, and a supervisor may settle it

    Example: A supervisor settles another's send
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack
      When Sam says that it was sent
      Then Sam learns that it is sent

    Example: Its sender looks up what the service said of it
      Given Uma sent "Hello" through Slack
      When Uma asks what became of it
      Then Uma learns that "Hello" arrived, as Slack said

    Example: Another's send is no such thing to look up
      Given Uma sent "Hello" through Slack
      When Mallory asks what became of it
      Then the request fails because there is no such thing

    Example: Another's send is no such thing to settle
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack
      When Mallory says that it was not sent
      Then the request fails because there is no such thing
      And it counts as unknown
