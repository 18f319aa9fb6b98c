@AR-05 @audit
Feature: The kept head while the platform works
  The kept head follows the trail closely, and whoever runs the platform is told when it cannot, or when the two do not fit.
  Seam: audit trail → kept head → log, readiness, verification.
  What stops the start, and what is found out afterwards, is told under the kept head.

  Background:
    Given the head of the audit trail is kept in a file of its own
    And the platform makes its rounds

  @AR-05.19
  Rule: The kept head follows the trail within a tenth of a second

    Example: After two invitations it tells of the second
      Given Olivia has invited "Ann" as a user
      And 1 second passes
      And Olivia has invited "Ben" as a user
      When 100 milliseconds pass
      Then the kept head tells of the last record
      And the kept head can be read by its owner alone

  @AR-05.19
  Rule: While another platform keeps its head, a platform tries again every tenth of a second, 20 times when it starts or stops

    Example: It keeps its own once the other is done
      Given another platform is just keeping its head
      And Olivia has invited "Ann" as a user
      And 1 second passes
      When the other platform is done, and 100 milliseconds pass
      Then the kept head tells of the last record

    Example: A platform that starts meanwhile keeps its own once the other is done
      Given the platform was stopped, and another platform is just keeping its head
      And Olivia has invited "Ann" as a user
      And the platform makes its rounds
      And the other platform is done
      When 100 milliseconds pass
      Then the kept head tells of the last record
      And the log tells of no trouble

    Example: A platform that starts meanwhile goes on at the 20th try
      Given the platform was stopped, and another platform is just keeping its head
      When the platform tries to make its rounds
      Then it has begun after 1900 milliseconds

    Example: A platform that stops meanwhile gives up at the 20th try
      Given another platform is just keeping its head
      And Olivia has invited "Ann" as a user
      When the operator stops the platform
      Then it has taken 1900 milliseconds to stop

    Example: What is left is kept when the platform stops
      Given another platform is just keeping its head
      And Olivia has invited "Ann" as a user
      And the other platform is done
      When the operator stops the platform
      Then it has taken 0 milliseconds to stop
      And the kept head tells of the last record

  @AR-05.19
  Rule: A kept head that the trail contradicts is told once, stays as evidence, and is no reason to refuse work

    Background:
      Given Olivia has invited "Ann" as a user
      And Mallory gets at the stored data and cuts off the last 2 records
      And Olivia has invited "Ben", "Cleo" and "Dan" as users

    Example: The log names the record that the trail does not hold any more
      When 5 seconds pass
      Then the log tells once that the trail does not hold the record any more that was the last
      And the kept head still tells of the record that was the last

    Example: The platform stops at once
      Given 5 seconds pass
      When the operator stops the platform
      Then it has taken 0 milliseconds to stop

    Example: The platform stays ready
      Given 5 seconds pass
      When a stranger asks how the platform is
      Then it is alive and ready

  @AR-05.19
  Rule: A trail that contradicts a head is found out by whichever is known, and the earliest is named

    Example: The kept head, which lags, and not the later record that the platform saw last
      Given another platform is just keeping its head
      And Olivia has invited "Ann" as a user
      When Mallory gets at the stored data and changes record 3 and makes every fingerprint after it anew
      Then verification names the record of the kept head as the first that is wrong

    Example: The record that the platform saw last, where nothing is kept any more
      Given Olivia has invited "Ann" as a user
      And 1 second passes
      And Mallory has removed the kept head
      When Mallory gets at the stored data and cuts off the last 2 records
      Then verification names the first one cut off as the first that is wrong
