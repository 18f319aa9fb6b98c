@AR-12 @events
Feature: Subscriptions after a crash
  When the platform dies, what was published is still given, and what was acknowledged is not given again.
  Seam: process that dies → event log, places of subscribers → process that is started.

  Background:
    Given the platform runs in a process of its own, and waits 5 seconds for an acknowledgement
    And Uma is subscribed to "news"

  @AR-12.6 @backplane
  Rule: What was published before a crash is given after it, once and in order

    @recovery
    Example: What was published and not delivered is given after the crash
      Given Sam has published "1", "2" and "3" on "news"
      When the platform is killed and started again
      Then Uma is given "1", "2" and "3"

    @recovery
    Example: What was delivered and not acknowledged is given again, before what follows
      Given Sam has published "1" and "2" on "news"
      And Uma has taken the next event
      When the platform is killed and started again, and more than 5 seconds pass
      Then Uma is given "1" and "2"

    @recovery
    Example: What was acknowledged before the crash is not given again
      Given Sam has published "1" and "2" on "news"
      And Uma has taken and acknowledged "1"
      When the platform is killed and started again
      Then Uma is given "2"
