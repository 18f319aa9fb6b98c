@OPS @operations @one-file
Feature: Restores that are refused
  What is no sound backup never takes the place of the data, and nobody loses data by a slip.
  Seam: operator → command → backup → one sentence, data as it was.

  Background:
    Given the platform runs in a process of its own
    And Uma has brought an OpenAI key ending in "k4Zq"
    And the operator has backed up the data as "monday"

  @OPS.8
  Rule: What is not, byte for byte, a backup that was made here is not restored

    @recovery
    Scenario Outline: A backup that <trouble> is refused
      Given the platform was stopped, and "monday" <trouble>
      When the operator runs "concord restore monday --replace" where the data is
      Then the command reports failure
      And it has said "<sentence>"
      And the data is as it was before

      Examples: what is the matter with the backup
        | trouble                                       | sentence                                                       |
        | was changed in one byte                       | monday is damaged: its content is not what was backed up       |
        | was cut short by one byte                     | monday is no backup of Concord, or was cut short               |
        | is something else                             | monday is no backup of Concord, or was cut short               |
        | was written by a newer version                | monday was written by a newer version of Concord               |
        | holds data of a newer version                 | was written by a newer version of Concord (9999_from_the_future) |
        | lacks records, with a fingerprint made anew   | monday was changed by somebody after it was made               |
        | is not there                                  | There is no file                                               |

  @OPS.8
  Rule: While a platform uses the data, nothing is restored

    @recovery
    Example: The operator is told to stop the platform first, and it goes on
      When the operator runs "concord restore monday --replace" where the data is
      Then the command reports failure
      And it has said "is in use; stop every platform on it first"
      And the platform takes work

  @OPS.8
  Rule: Data that is there gives way only when the operator says so

    @recovery
    Example: Without that the data stays
      When the operator stops the platform, and runs "concord restore monday"
      Then the command reports failure
      And it has said "with --replace the backup takes its place, and it is kept under another name"
      And the data is as it was before

  @OPS.8
  Rule: A backup is restored with the secret key that it needs, or without the keys that only this one opens

    @recovery
    Example: With another key the operator is told which one the backup needs
      Given the platform was stopped, and another secret key lies in the place of the present one
      When the operator runs "concord restore monday --replace" where the data is
      Then the command reports failure
      And it has said "CONCORD_SECRET_KEY does not fit"
      And the data is as it was before

    @recovery
    Example: Restored with the key that it needs, Uma's stored key serves her
      Given "monday" was restored in the place of the data, and the platform runs again
      When Uma asks "Hello"
      Then OpenAI was asked with the key ending in "k4Zq"

    @recovery
    Example: Where the key is lost for good everything else is restored, and Uma is asked for her key again
      Given the data, the kept head and the secret key are lost
      When the operator runs "concord restore monday --forget-keys", and starts the platform
      Then Uma has no OpenAI key
      And how many keys were forgotten is on record

  @OPS.8
  Rule: Where the data is on a server, the command names the tool that restores it

    Example: The command gives the line to type, and what to run afterwards
      When the operator runs "concord restore monday" with the data at "postgres://uma:hidden@db.example.com/concord"
      Then the command reports misuse
      And it has said "pg_restore --clean --if-exists --dbname=postgres://uma@db.example.com/concord monday, and then: concord restored"
