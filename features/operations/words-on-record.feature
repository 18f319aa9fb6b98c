@OPS @people @audit
Feature: Words of a forgotten person on record
  What somebody said leaves the audit trail with them, wherever in it that stands, and what others said stays.
  Seam: administrator → people → audit trail → verification.

  @OPS.9
  Rule: Of a long record no word of a forgotten person is overlooked

    Example: A word beyond the 2,000th record gives way to its fingerprint
      Given the audit trail has grown by 2000 records
      And Sam has left "Quicksilver" as the reason to reject work
      When Olivia forgets Sam
      Then in place of "Quicksilver" the record of the rejection has its fingerprint
      And verification finds every record in order

    Example: Of 450 records that hold the word none does any more
      Given the audit trail has grown by 450 records in which Sam said "Quicksilver"
      When Olivia forgets Sam
      Then "Quicksilver" is nowhere in what is stored
      And verification finds every record in order

  @OPS.9
  Rule: A word that an earlier version wrote into the trail stays, because the record would no longer hold

    Example: What Sam said before words could be taken away
      Given the audit trail has grown by a record of an earlier version in which Sam said "Quicksilver"
      When Olivia forgets Sam
      Then "Quicksilver" is still stored
      And verification finds every record in order

  @OPS.9
  Rule: A name at a task is the word of whoever gave it

    Example: What Uma called herself stays when Sam is forgotten, who ended the task
      Given Uma has left "Quicksilver" as the name under which she had a task that Sam ended
      When Olivia forgets Sam
      Then "Quicksilver" is still stored
      And the record of the task still tells "Quicksilver"
      And verification finds every record in order

    Example: What Sam called Ada goes from the record when he is forgotten
      Given Sam has left "Quicksilver" as the name under which Ada ended a task
      When Olivia forgets Sam
      Then in place of "Quicksilver" the record of the task has its fingerprint
      And verification finds every record in order
