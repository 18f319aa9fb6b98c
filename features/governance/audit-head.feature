@AR-05 @audit
Feature: The kept head of the audit trail
  The head of the trail is kept in a place of its own, so that nobody can pass off an older state of the data as the present.
  Seam: process → stored data and kept head → another process.
  What is found out while the platform runs is told under tampering.

  @AR-05.19
  Rule: An older copy that is put in the place of the data is found out

    @recovery
    Example: Ann's invitation, which the older copy lacks, is named as cut off
      Given the platform runs in a process of its own
      And Mallory has taken a copy of the data
      And Olivia has invited "Ann" as a user
      When the platform is stopped, and started again on Mallory's copy
      Then verification names the first one cut off as the first that is wrong
      And the platform takes work

  @AR-05.19
  Rule: A head that lags by what a crash interrupted is not tampering, and catches up

    @recovery
    Example: A record that was made just before the crash is in order, and the head is kept again
      Given the platform runs in a process of its own
      When Olivia invites "Ann" as a user, and the platform is killed before the head is kept, and started again
      Then verification finds every record in order
      And the kept head tells of the last record

  @AR-05.19
  Rule: A head that is missing is kept anew, and the trail says so for good

    @recovery
    Example: That the head was removed stays on record
      Given the platform runs in a process of its own
      And Mallory has removed the kept head
      And the platform was killed and started again
      When the platform is killed and started again
      Then verification names the record that tells that the head was missing
      And the kept head tells of the last record

    @recovery
    Example: The first start of all misses no head
      Given an installation without data
      And these settings
        | CONCORD_ADMIN_TOKEN | the-first-of-all-tokens |
      When the operator starts the platform
      Then verification by the first administrator finds every record in order
      And the kept head tells of the last record

  @AR-05.19
  Rule: Platforms on the same data share one kept head, and none turns it back

    @recovery
    Example: When the platform that recorded first stops, the kept head stays that of the latest record
      Given the platform runs in a process of its own
      And a second platform runs on the same data
      When Olivia invites "Ann" through the first and "Ben" through the second, and the first is stopped
      Then the kept head tells of the last record

  @AR-05.19
  Rule: The platform does not start with a place in which the head cannot be kept

    Scenario Outline: The platform does not start when the head is to be kept <place>
      Given the head of the audit trail is to be kept <place>
      When the operator tries to start the platform
      Then it does not start, saying "<sentence>"
      And nothing was written

      Examples: of such places
        | place                 | sentence                                                                                                                            |
        | in a folder's place   | CONCORD_AUDIT_HEAD cannot be kept in [file].folder: …                                                                               |
        | inside of a file      | CONCORD_AUDIT_HEAD cannot be kept in [file].diary/deeper/head: [file].diary is no folder                                            |
        | over something else   | CONCORD_AUDIT_HEAD names [file].diary, which holds no head of an audit trail; put the original file back                            |
        | over two heads        | CONCORD_AUDIT_HEAD names [file].heads, which holds no head of an audit trail; put the original file back                            |
        | in the data's place   | CONCORD_AUDIT_HEAD must not be the database itself                                                                                  |

  @AR-05.19
  Rule: A platform that cannot keep the head any more says that it is not ready, and goes on working

    @recovery
    Example: Ann is invited all the same, and the platform is ready again when the head can be kept
      Given the platform runs in a process of its own
      And the place of the kept head can no longer be written
      When Olivia invites "Ann" as a user
      Then "Ann" is a member as a user
      And the platform becomes unready, and ready again when the place can be written
