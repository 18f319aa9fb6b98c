@OPS @storage
Feature: Storage that others use
  Another program may hold the data for a moment, and a disk may fill up and the platform be killed on top: what was promised is there.
  Seam: request → data file in use or full → answer, restart.

  @OPS.3
  Rule: Busy storage is tried again for a short while, and then the caller is asked to come back

    @recovery
    Example: A request waits for another program that is done after a second
      Given the platform runs in a process of its own
      And another program holds the data for 1 second
      When Olivia invites "Nina" as a user
      Then "Nina" is a member as a user

    @recovery
    Example: A request is refused while another program keeps the data, and reading goes on
      Given the platform runs in a process of its own
      And another program holds the data
      When Olivia invites "Nina" as a user
      Then the request fails because the store is not available
      And Olivia may try again after 1 second
      And there is no member called "Nina"

    @recovery
    Example: The same request is taken once the other program is done
      Given the platform runs in a process of its own
      And Olivia was refused to invite "Nina" while another program held the data
      When Olivia invites "Nina" as a user
      Then "Nina" is a member as a user
      And the audit trail is in order

  @OPS.3
  Rule: What was confirmed is kept, whatever happens next

    @recovery
    Example: A full disk and a sudden end lose nothing that was confirmed, and keep nothing that was refused
      Given the platform runs in a process of its own, with little room left
      And Olivia has invited people one after another until storage was full
      When the platform is killed and started again
      Then everybody who was invited is a member, and has one record in the audit trail
      And the last one is neither a member nor on record
      And the audit trail is in order
