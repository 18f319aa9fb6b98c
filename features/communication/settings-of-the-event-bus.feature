@AR-12 @events
Feature: Settings of the event bus
  Whoever runs the platform decides how long events are kept, how long an acknowledgement may take, and how often one is tried.
  Seam: operator's settings → event log → subscribers.

  @AR-12.6 @backplane
  Rule: An operator decides how many days events are kept

    Example: Kept for 1 day, they are gone after 2
      Given the operator keeps events for 1 day
      And Uma is subscribed to "news"
      And Sam has published "1" and "2" on "news"
      When the platform goes on for 2 days, and "3" is published on "news"
      Then Uma is told that events 1 to 2 are no longer kept, and is given "3"

    Example: What is forgotten is on record
      Given the operator keeps events for 1 day
      And Sam has published "1" and "2" on "news"
      When the platform goes on for 2 days, and "3" is published on "news"
      Then the record says that 2 events were forgotten

  @AR-12.7 @backplane
  Rule: An operator decides how many seconds an acknowledgement may take

    Example: Given 60 seconds, after 59 it is still in time
      Given the operator gives subscribers 60 seconds
      And Uma is subscribed to "news"
      And Sam has published "1" on "news"
      And Uma has taken the next event
      When 59 seconds pass
      Then Uma can still acknowledge "1"

  @AR-12.7 @backplane
  Rule: An operator decides how often an event is tried

    Example: With 2 tries, the second refusal is the last
      Given the operator has events tried 2 times
      And Uma is subscribed to "news"
      And Sam has published "1" and "2" on "news"
      When Uma takes and refuses "1" twice
      Then Uma is given "2"
