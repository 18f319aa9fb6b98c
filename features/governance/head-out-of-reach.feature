@AR-05 @audit
Feature: A kept head out of reach
  Whoever runs the platform learns from its log why the head is not kept, cannot be read, or was missing.
  Seam: audit trail → place of the kept head → log, readiness, verification.

  Background:
    Given the head of the audit trail is kept in a file of its own
    And the platform makes its rounds

  @AR-05.19
  Rule: While the head cannot be kept, the log says once why, and the platform is not ready

    Example: Ten seconds of trouble are one line
      Given the place of the kept head can no longer be written
      And Olivia has invited "Ann" as a user
      When 10 seconds pass
      Then the log tells once that the head is not kept, and where

    Example: It is not ready
      Given the place of the kept head can no longer be written
      And Olivia has invited "Ann" as a user
      And 1 second passes
      When a stranger asks how the platform is
      Then it is alive, but not ready because the store is not available

    Example: A second after the place can be written again it is ready
      Given the place of the kept head can no longer be written
      And Olivia has invited "Ann" as a user
      And 100 milliseconds pass
      And the place of the kept head can be written again
      And 1 second passes
      When a stranger asks how the platform is
      Then it is alive and ready

  @AR-05.19
  Rule: A trail whose kept head cannot be read is not called verified, and the log says why

    Example: A folder stands in its place
      Given the place of the kept head can no longer be written
      When Sam has the audit trail verified
      Then the request fails because the store is not available
      And the log tells once that the head cannot be read, and where

    Example: It holds something else
      Given Mallory has written something else over the kept head
      When Sam has the audit trail verified
      Then the request fails because the store is not available
      And the log tells once that the kept head holds something else

  @AR-05.19
  Rule: A head that was removed while the platform was stopped is told in the log, and on record for good

    Scenario Outline: That Mallory has removed <what> is told
      Given the platform was stopped, and Mallory has removed <what>
      When the platform makes its rounds
      Then verification names the record that tells that the head was missing
      And the log tells once that the head was missing, and how many records there were

      Examples: of removals
        | what                           |
        | the kept head                  |
        | the kept head and every record |

  @AR-05.19
  Rule: A kept head that is gone while the platform works is kept anew, and the log says so

    Example: After Ann's invitation it is there again
      Given 1 second passes
      And Mallory has removed the kept head
      And Olivia has invited "Ann" as a user
      When 1 second passes
      Then the log tells once that the kept head was gone
      And the kept head tells of the last record

  @AR-05.19
  Rule: A head that can be read but not written stops the start

    Example: A platform whose head can only be read does not begin
      Given the platform was stopped, and the kept head can only be read
      When the platform tries to make its rounds
      Then it does not begin, because the head of the audit trail cannot be kept
