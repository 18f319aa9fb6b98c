@AR-05 @audit @browser
Feature: The audit trail on the page
  Supervisors read what was decided and done, the newest first, and see whether anybody has tampered with it.
  Seam: supervisor → page → audit trail.

  @AR-05.19
  Rule: The page shows the newest records and verifies the whole trail

    Example: The newest record stands first
      Given Olivia has invited "Ann" as a user
      When Olivia opens the page
      Then the first record on the page tells that Olivia opened a session
      And the second tells that Olivia invited somebody

    Example: Who is no known person, and where they came from, are told in full
      Given a stranger has tried 1 wrong token in a row
      When Sam opens the page
      Then the second record on the page tells of a stranger, and of where they came from

    Example: A trail that nobody touched is verified to its last record
      Given Olivia has invited "Ann" as a user
      When Sam opens the page
      Then the page says that every record is in order

    Example: A record that somebody changed is named
      Given Olivia has invited "Ann" as a user
      And Sam has the page open
      And Mallory gets at the stored data and changes who did what record 3 tells
      When Sam presses "Verify" on the page
      Then the page says that record 3 is the first that is not in order
