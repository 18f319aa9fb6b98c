@AR-12 @events
Feature: Failing subscribers
  One subscriber's trouble is that subscriber's alone, and what it could not take is tried again before what comes later.
  Seam: event log → subscriber that fails → its later events, and all other subscribers.

  Background:
    Given Uma and Ada are subscribed to "news"
    And Sam has published "1" and "2" on "news"

  @AR-12.7 @backplane
  Rule: A failing or slow subscriber affects no other

    Example: While Uma refuses, Ada is given everything
      When Uma takes and refuses "1" 3 times
      Then Ada is given "1" and "2"

    Example: While Uma is silent, Ada is given everything
      When Uma takes the next event
      Then Ada is given "1" and "2"

    Example: What was set aside for Uma is given to Ada
      When Uma takes and refuses "1" 5 times
      Then Ada is given "1" and "2"

  @AR-12.7 @backplane
  Rule: What was not acknowledged within 15 seconds has failed

    Example: A moment before, it is still in flight, and nothing else is given
      Given Uma has taken the next event
      And 14.999 seconds have passed
      When Uma takes the next event
      Then that is nothing

    Example: After 15 seconds it comes again
      Given Uma has taken the next event
      And 15 seconds have passed
      When Uma takes the next event
      Then that is "1", in try 2

    Example: What was acknowledged a moment before 15 seconds is settled
      Given Uma has taken the next event
      And 14.999 seconds have passed
      When Uma acknowledges "1"
      Then Uma is given "2"

    Example: What was acknowledged after 15 seconds comes again
      Given Uma has taken the next event
      And 15 seconds have passed
      When Uma acknowledges "1"
      Then the request fails because the event is not in flight
      And Uma is given "1" and "2"

    Example: What is said to a delivery that has failed counts for no later one
      Given Uma has taken the next event
      And 15 seconds have passed
      And Uma has taken the next event
      When Uma acknowledges "1" as it was delivered first
      Then the request fails because the event is not in flight

  @AR-12.7 @backplane
  Rule: An event that has failed holds back the later ones of its subscriber

    Example: After a refusal the same event comes, not the next
      Given Uma has taken and refused "1" once
      When Uma takes the next event
      Then that is "1", in try 2

    Example: Of several given at once, those before the one that has failed are settled, and those after it come again
      Given Sam has published "3" on "news"
      And Uma has taken the next 3 events, acknowledged "1" and refused "2"
      When Uma takes the next 3 events
      Then that is "2" and "3"

    Example: Of several given at once, only the first can be refused
      Given Uma has taken the next 2 events
      When Uma refuses "2"
      Then the request fails because the event is not in flight

    Example: Once the event was acknowledged, the later ones follow
      Given Uma has taken and refused "1" 4 times
      And Uma has taken and acknowledged "1"
      When Uma takes the next event
      Then that is "2", in try 1
