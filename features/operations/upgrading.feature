@OPS @operations @one-file
Feature: Upgrading
  A newer version takes over the data of every earlier one, whole, and a copy of what was there stays.
  Seam: operator → newer version → data of an earlier one → the same data, copy beside it.

  @OPS.8
  Rule: The data of every earlier version is kept, and its audit trail is in order

    @recovery
    Scenario Outline: Data from the time of <version> is kept
      Given an installation with data from the time of <version>
      And the operator has started the platform
      When Uma asks "Hello"
      Then OpenAI was asked with the key ending in "k4Zq"
      And what Uma sent long before counts as sent
      And everything that was stored is as it was
      And verification finds every record in order

      Examples: every version that there was
        | version                  |
        | people, keys and sends   |
        | agents and executions    |
        | coordination             |
        | communication            |
        | the backplane            |
        | the check of the key     |

  @OPS.8
  Rule: Before the data of an earlier version is changed, a copy of it is kept beside it

    @recovery
    Example: The copy is the data as it was
      Given an installation with data from the time of coordination
      When the operator starts the platform
      Then the copy from before the upgrade holds exactly what was stored

    @recovery
    Example: Where there is no room for the copy, nothing is changed
      Given an installation with data from the time of coordination
      When the operator starts the platform where there is no room for a copy
      Then the platform has ended in failure, saying at last that no copy could be kept
      And the data is that of the earlier version still

    @recovery
    Example: Data of the present version is not copied
      Given the platform runs in a process of its own
      When the operator stops the platform and starts it again
      Then no copy from before an upgrade lies beside the data

  @OPS.8
  Rule: An upgrade is done as a whole or not at all

    @recovery
    Example: An upgrade that fails at its last change leaves the data as it was, and is done at the next start
      Given an installation with data from the time of coordination
      And the last change of the upgrade was made to fail once
      When the operator starts the platform again
      Then everything that was stored is as it was
      And verification finds every record in order

  @OPS.8
  Rule: A backup of an earlier version is upgraded when it is restored

    @recovery
    Example: The restored data is of the present version, and the backup stays as it was
      Given a backup "monday" with data from the time of coordination
      When the operator restores "monday", and starts the platform
      Then everything that was stored is as it was
      And "monday" is the same, to the last byte
      And verification finds every record in order
