@OPS @storage
Feature: Storage in trouble
  When data cannot be kept nobody is told that it was, and everything that needs no storing goes on.
  Seam: request → store that is busy, full or failing → the whole request, or nothing of it.

  @OPS.3
  Rule: What cannot be stored does not happen

    Example: A message that cannot be stored is not sent
      Given storage is full
      When Uma sends a message of 39000 characters to the Slack channel "general"
      Then the request fails because the store is not available
      And Uma may try again after 1 second
      And Slack was never contacted

    Example: A question that cannot be recorded is not asked
      Given storage is failing
      When Uma asks "Are you there?"
      Then the request fails because the store is not available
      And OpenAI was never contacted

  @OPS.3
  Rule: A request is stored as a whole or not at all

    Example: People who are invited until nothing fits are members with a record, or neither
      Given there is room for 3 more pages
      When Olivia invites people one after another until storage is full
      Then everybody who was invited is a member, and has one record in the audit trail
      And the last one is neither a member nor on record
      And the audit trail is in order

    Example: A request that does not fit takes none of those beside it along
      Given storage is full
      When at the same moment Olivia invites "Nina", Sam sends 39000 characters to Slack, and Olivia invites "Norbert"
      Then only Sam's request fails because the store is not available
      And "Nina" is a member as a user
      And "Norbert" is a member as a user
      And Slack was never contacted

  @OPS.3
  Rule: While storage fails the platform says that it is not ready, and reading goes on

    Example: The list of people can be read
      Given storage is failing
      And Uma asks "Are you there?"
      And the request fails because the store is not available
      When Olivia asks for a page of 100 people
      Then she is given a page

    Example: Who holds a resource can be seen
      Given Ada holds "printer"
      And storage is failing
      When Mallory looks at "printer"
      Then she is told that Ada holds it under number 1, and nobody waits

    Example: The platform finds out by itself, within 5 seconds
      Given the platform makes its rounds
      And storage is failing
      And 5 seconds pass
      When a stranger asks how the platform is
      Then it is alive, but not ready because the store is not available

    Example: It finds out by itself that all is well again
      Given the platform makes its rounds
      And storage is failing
      And 5 seconds pass
      And storage works again
      And 5 seconds pass
      When a stranger asks how the platform is
      Then it is alive and ready
