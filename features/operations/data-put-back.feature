@OPS @operations
Feature: Data that was put back otherwise
  Where the tool of a server or a copy of a disk has put older data back, one command says so, and nobody takes it for a forgery.
  Seam: operator → older data, command → kept head, audit trail.

  Background:
    Given the platform runs in a process of its own

  @OPS.8
  Rule: Data that something else has put back is noted as restored, once it is known to be older

    @recovery
    Example: Older data is noted, with what had been known before, and is no tampering from then on
      Given older data was put in the place of the present
      When the operator runs "concord restored", and starts the platform
      Then verification finds every record in order
      And it is on record that the data was put back, with what had been known before
      And the kept head tells of the last record

    @recovery
    Example: Without a note, older data is named as what it is
      Given older data was put in the place of the present
      When the operator starts the platform again
      Then verification names what the older data lacks

    @recovery
    Example: Where nothing is missing nothing is noted
      When the operator stops the platform, and runs "concord restored"
      Then the command reports failure
      And it has said "There is nothing to record: the audit trail still holds record"
      And nothing was recorded

    @recovery
    Example: While a platform runs nothing is noted
      When the operator runs "concord restored" where the data is
      Then the command reports failure
      And it has said "A platform is running on this database; stop every one first"

  @OPS.8
  Rule: A restore that was interrupted before it put data back leaves the trail and its head as they were

    @recovery
    Scenario Outline: The platform goes on with the former head, though <what> is left of the restore
      Given the platform was stopped, and <what> is left of a restore
      When the operator starts the platform again
      Then verification finds every record in order
      And nothing is left of the restore

      Examples: of what is left
        | what                                             |
        | the head of data that never came                 |
        | half of such a head                              |
        | the head of this data without what is to be kept |
        | what is to be kept without the head of the data  |

    @recovery
    Example: What is left of it can be read by its owner alone
      When the platform was stopped, and the head of data that never came is left of a restore
      Then what is left of the restore can be read by its owner alone

  @OPS.8
  Rule: A restore that was interrupted once it had put data back is gone on with

    @recovery
    Example: The platform goes on with the head that belongs to the data
      Given the platform was stopped, and a restore was interrupted once it had put data back
      When the operator starts the platform again
      Then verification finds every record in order
      And the kept head tells of the last record
      And nothing is left of the restore
