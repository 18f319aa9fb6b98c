@AR-12 @events
Feature: Gaps
  The past is not kept for ever. Whoever has missed some of it is told so, and never takes a part for the whole.
  Seam: event log → what is no longer kept → subscriber.

  Background:
    Given Uma is subscribed to "news"
    And Sam has published "1", "2" and "3" on "news"
    And Uma has taken and acknowledged "1"

  @AR-12.6 @backplane
  Rule: Events are kept for 30 days

    Example: After 30 days they are still there
      When the platform goes on for 30 days, and "4" is published on "news"
      Then Uma is given "2", "3" and "4", and told of no gap

    Example: The last event of all stays, so that the numbers go on after it
      Given the platform went on for 31 days
      When Sam publishes "4" on "news"
      Then Uma is told that events 2 to 2 are no longer kept, and is given "3" and "4"

    Example: After 30 days and a minute they are gone
      When the platform goes on for 30 days and a minute, and "4" is published on "news"
      Then Uma is told that events 2 to 3 are no longer kept, and is given "4"

  @AR-12.6 @backplane
  Rule: A gap is announced before what follows it, until something that follows was acknowledged

    Example: A gap that was announced and not acknowledged is announced again
      Given the platform went on for 31 days, and "4" was published on "news"
      And Uma has taken the next event
      When 15 seconds pass
      Then Uma is told that events 2 to 3 are no longer kept, and is given "4"

    Example: Once something was acknowledged that follows it, a gap is told no more
      Given the platform went on for 31 days, and "4" was published on "news"
      And Uma has taken and acknowledged "4"
      When Sam publishes "5" on "news"
      Then Uma is given "5", and told of no gap

    Example: A new subscriber who asks for a past that is no longer kept is told so
      Given the platform went on for 31 days, and "4" was published on "news"
      When Mallory subscribes to "news", from the beginning
      Then Mallory is told that events 1 to 3 are no longer kept, and is given "4"

    Example: Who reads the log from the beginning is told so
      Given the platform went on for 31 days, and "4" was published on "news"
      When Mallory reads what was published, from the beginning
      Then that was "4", after a gap from 1 to 3

    Scenario Outline: Who listens on a <line> line from the beginning is told so
      Given the platform went on for 31 days, and "4" was published on "news"
      When Mallory listens to "news" on a <line> line, from the beginning
      Then Mallory has heard "4", after a gap from 1 to 3

      Examples: both kinds of lines
        | line    |
        | one-way |
        | two-way |

  @AR-12.6 @backplane
  Rule: Where nothing was lost that concerns a subscriber, no gap is announced

    Example: What is no longer kept was on another topic
      Given Mallory is subscribed to "kitchen"
      And Sam has published "4" on "news"
      When the platform goes on for 31 days, and "Lunch" is published on "kitchen"
      Then Mallory is given "Lunch", and told of no gap

    Example: What is no longer kept was acknowledged
      Given Uma has taken and acknowledged "2" and "3"
      When the platform goes on for 31 days, and "4" is published on "news"
      Then Uma is given "4", and told of no gap
