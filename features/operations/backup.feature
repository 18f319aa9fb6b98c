@OPS @operations @one-file
Feature: Backup
  One command keeps the data of one moment in one file of its own, while the platform goes on working.
  Seam: operator → command → stored data and kept head → backup, audit trail.
  Data on a server that several machines share is backed up by the tool of that server.

  Background:
    Given the platform runs in a process of its own

  @OPS.8
  Rule: A backup is taken while the platform works, and shows one moment

    @recovery
    Example: People who are invited meanwhile are in it up to one of them, each with a record
      When the operator backs up the data as "monday" while Olivia invites 30 people one after another
      Then the command reports success
      And "monday" holds the first of them up to one, each with a record
      And all 30 people are members

    @recovery
    Example: The command says what the backup holds, up to which record, and that the secret key is not in it
      Given Uma has brought an OpenAI key ending in "k4Zq"
      When the operator runs "concord backup monday" where the data is
      Then the command reports success
      And it has said what "monday" holds, and that the secret key is not in it

    @recovery
    Example: Without the secret key nobody gets a stored key out of a backup
      Given Uma has brought an OpenAI key ending in "k4Zq"
      When the operator runs "concord backup monday" where the data is
      Then neither the stored key nor the secret key stands in "monday"
      And "monday" can be read by its owner alone

  @OPS.8
  Rule: A backup has its name only when it is whole, and takes nobody else's

    @recovery
    Example: A backup of that name stays as it is
      Given the operator has backed up the data as "monday"
      When the operator runs "concord backup monday" where the data is
      Then the command reports failure
      And it has printed nothing, and said "monday is there already, and nothing is overwritten; give the backup another name"
      And "monday" is the same, to the last byte

    @recovery
    Example: A backup that there is no room for leaves nothing behind
      When the operator runs "concord backup monday" where there is room for half of it
      Then the command reports failure
      And there is neither "monday" nor a part of it
      And the latest backup is on record as failed

    @recovery
    Example: What a backup that was killed has left is no backup, and is gone with the next one
      Given a backup as "monday" was killed when half of it was written
      When the operator runs "concord backup monday" where the data is
      Then the command reports success
      And of all its attempts there is "monday" alone

  @OPS.8
  Rule: Every backup leaves its beginning and its end in the audit trail, and its beginning in itself

    @recovery
    Example: The trail names who took it and the last record in it
      When the operator runs "concord backup monday" where the data is
      Then the latest backup is on record as completed, up to the record of its own beginning
      And the kept head tells of the last record

  @OPS.8
  Rule: An audit trail that is not in order is backed up as it is, and the command says so

    @recovery
    Example: That Mallory has removed a record is said, and the backup is there
      Given Olivia has invited "Ann" as a user
      And Mallory has removed record 3 of the audit trail
      When the operator runs "concord backup monday" where the data is
      Then the command reports failure
      And it has said "The audit trail is NOT in order: record 3 was changed, removed, cut off or put in. The backup holds it as it is."

  @OPS.8
  Rule: Where the data is on a server, the command names the tool that backs it up

    Example: The command gives the line to type, without the password
      When the operator runs "concord backup monday" with the data at "postgres://uma:hidden@db.example.com/concord"
      Then the command reports misuse
      And it has said "pg_dump --format=custom --file=monday postgres://uma@db.example.com/concord"
