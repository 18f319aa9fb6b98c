@AR-05 @audit
Feature: Tampering with the audit trail
  Whoever gets at the stored data cannot change what is on record without being found out.
  Each record is chained to the one before it, and the end of the chain, its head, is kept apart as well.
  Seam: operator → stored data and kept head → verification.

  Background:
    Given the platform makes its rounds

  @AR-05.19
  Rule: A record that was changed, removed, added or cut off is named

    Scenario Outline: It is found out when Mallory <tampers>
      Given Olivia has invited "Ann" as a user
      When Mallory gets at the stored data and <tampers>
      Then verification names <place> as the first that is wrong

      Examples: within the trail
        | tampers                                              | place                      |
        | changes who did what record 3 tells                  | record 3                   |
        | changes the details of record 3                      | record 3                   |
        | changes when record 3 happened                       | record 3                   |
        | removes record 3                                     | record 3                   |
        | exchanges records 3 and 4                            | record 3                   |
        | adds a record at the end                             | the added record           |
        | puts blanks into the last record that gives a reason | the record with the blanks |

      Examples: so that the chain itself still holds
        | tampers                                                    | place                 |
        | cuts off the last 2 records                                | the first one cut off |
        | removes every record                                       | record 1              |
        | changes record 3 and makes every fingerprint after it anew | the last record       |
        | removes record 3 and makes every fingerprint after it anew | record 3              |

    Example: A trail that nobody touched is in order to its last record
      When Olivia invites "Ann" as a user
      Then verification finds every record in order

  @AR-05.19
  Rule: What is recorded after a cut does not hide it

    Example: Three new records do not hide that two were cut off
      Given Olivia has invited "Ann" as a user
      And Mallory gets at the stored data and cuts off the last 2 records
      And Olivia has invited "Ben", "Cleo" and "Dan" as users
      When 1 second passes
      Then verification names the record that was the last as the first that is wrong
