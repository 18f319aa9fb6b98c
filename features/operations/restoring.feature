@OPS @operations @one-file
Feature: Restoring a backup
  After a loss the platform goes on from a backup, and its audit trail says so instead of looking forged.
  Seam: operator → command → backup → stored data, kept head, audit trail.
  What was under way when the backup was taken is told under restored work.

  Background:
    Given the platform runs in a process of its own
    And Olivia has invited "Ann" as a user
    And the operator has backed up the data as "monday"

  @OPS.8
  Rule: Restored, the data is as it was when the backup was taken, and the trail is in order

    @recovery
    Example: Ann, who is in the backup, is a member, and Ben, who came later, is not
      Given Olivia has invited "Ben" as a user
      When the operator restores "monday" in the place of the data, and starts the platform
      Then "Ann" is a member as a user
      And there is no member called "Ben"
      And verification finds every record in order
      And the kept head tells of the last record

    @recovery
    Example: After the loss of the whole machine a backup and the secret key are enough
      Given the data and the kept head are lost
      When the operator restores "monday", and starts the platform
      Then "Ann" is a member as a user
      And verification finds every record in order

  @OPS.8
  Rule: The trail tells for good who restored which backup, up to which record, and which record had been known

    @recovery
    Example: The record of the restore names the last record of the backup and the last one before the restore
      Given Olivia has invited "Ben" as a user
      When the operator restores "monday" in the place of the data, and starts the platform
      Then the restore of "monday" is on record, with what had been known before

  @OPS.8
  Rule: Tampering is found in a restored trail as in any other

    @recovery
    Example: Records that are cut off after a restore are named
      Given "monday" was restored in the place of the data, and the platform runs again
      And Mallory has taken a copy of the data
      And Olivia has invited "Cleo" as a user
      When the platform is stopped, and started again on Mallory's copy
      Then verification names the first one cut off as the first that is wrong

    @recovery
    Example: A backup whose trail lacks its end is not restored
      Given Mallory has cut off the last 2 records, and the operator has backed up the data as "tuesday"
      When the operator stops the platform, and runs "concord restore tuesday --replace"
      Then the command reports failure
      And it has said "was changed, removed or cut off before it was taken (to restore it all the same: --accept-broken-trail)"
      And the data is as it was before

    @recovery
    Example: Restored all the same, it goes on to be found out
      Given Mallory has cut off the last 2 records, and the operator has backed up the data as "tuesday"
      When the operator stops the platform, runs "concord restore tuesday --replace --accept-broken-trail", and starts it again
      Then verification names the record that was the last before the cut

  @OPS.8
  Rule: The data that gives way is kept

    @recovery
    Example: The former data lies beside the restored, and Ben is in it
      Given Olivia has invited "Ben" as a user
      When the operator restores "monday" in the place of the data, and starts the platform
      Then the data that gave way is kept, and "Ben" is in it
