@INTG-05 @resources @audit
Feature: Resources and shared state on record
  Who held what and when, and who wrote what, can be told afterwards; and whoever waits is told when it is its turn.
  Seam: lease, shared state → audit trail, events.

  @INTG-05.19 @backplane
  Rule: What is granted, renewed, given back and run out is on record

    Example: Each holder in turn
      Given Ada holds "printer"
      And Sol waits for it
      And Uma has renewed the lease of "printer"
      And Uma has given "printer" back
      When 60 seconds pass
      Then nobody holds "printer"
      And these leases of "printer" are on record
        | what     | agent | number | by       |
        | granted  | Ada   | 1      | Uma      |
        | renewed  | Ada   | 1      | Uma      |
        | released | Ada   | 1      | Uma      |
        | granted  | Sol   | 2      | Uma      |
        | expired  | Sol   | 2      | platform |

    Example: What was refused is not on record
      Given Ada holds "printer"
      When Mallory gives "printer" back
      Then the request fails because there is no such thing
      And these leases of "printer" are on record
        | what    | agent | number | by  |
        | granted | Ada   | 1      | Uma |

  @INTG-05.19 @backplane
  Rule: An agent is told what it is granted, and that its time is over

    Example: Both are told, once each
      Given the platform makes its rounds
      And Ada holds "printer"
      And Sol waits for it
      When 61 seconds pass
      Then Ada has been notified that "printer" was granted under number 1, and that it has expired
      And Sol has been notified that "printer" was granted under number 2

    Example: Whoever listens is told at the moment at which it is granted
      Given Ada holds "printer"
      And Sol waits for it
      And Sol listens to the topic of Sol on a one-way line
      When Uma gives "printer" back
      Then Sol has heard of "printer" on the line, which was granted under number 2

    Example: Whoever is resumed while it is free is told as well
      Given Ada holds "printer" for 1 second
      And Sol waits for it
      And Sol was paused
      And the platform makes its rounds
      And 2 seconds have passed
      When Olivia resumes Sol
      Then within 1 second Sol has been notified that "printer" was granted under number 2

    Example: Whoever waits is told nothing yet
      Given Ada holds "printer"
      When Uma asks for "printer" for Sol
      Then Sol waits for "printer"
      And Sol has been notified nothing about resources

  @INTG-05.20
  Rule: Each write is on record with its version and the fingerprint of its value, and told to who follows

    Example: The record has no value, only its fingerprint
      When Uma writes "a secret plan" to "plan/colour"
      Then the write of "a secret plan" to "plan/colour" is on record in version 1, by Uma
      And the record does not say "a secret plan"

    Example: Those who follow are told the name and the version
      Given Uma has written "blue" to "plan/colour"
      When Uma writes "red" to "plan/colour", having seen version 1
      Then those who follow "plan" have been notified of "colour" in versions 1 and 2

    Example: What was refused is neither on record nor told
      Given Uma has written "blue" to "plan/colour"
      When Uma writes "red" to "plan/colour"
      Then the request fails because the version is not the present one, which is 1
      And the writes to "plan/colour" on record are of version 1 alone
      And those who follow "plan" have been notified of "colour" in version 1 alone
