@AR-12 @events
Feature: Order of events
  Whoever follows a topic learns of things in the order in which they were said.
  Seam: publishers → event log → subscribers.

  @AR-12.5 @backplane
  Rule: Every subscriber is given the events of a topic in the order in which they were published

    Example: Two subscribers are given ten events in the same order
      Given Uma and Ada are subscribed to "news"
      When Sam publishes "1", "2", "3", "4", "5", "6", "7", "8", "9" and "10" on "news"
      Then Uma and Ada are given "1", "2", "3", "4", "5", "6", "7", "8", "9" and "10"

    Example: What different people and agents publish stands in one order
      Given Uma and Ines are subscribed to "news"
      And Ada has published "first" on "news"
      And Sam has published "second" on "news"
      When Ada publishes "third" on "news"
      Then Uma and Ines are given "first", "second" and "third"

    Example: The order holds across the topics of a subscriber
      Given Uma is subscribed to "category:*" and "news"
      And Sam has published "first" on "category:b"
      And Sam has published "second" on "news"
      When Sam publishes "third" on "category:a"
      Then Uma is given "first", "second" and "third"

    Example: What is published at the same moment stands in the same order for everybody
      Given Uma and Ada are subscribed to "news"
      When Sam and Ines publish 10 events each on "news" at the same moment
      Then Uma and Ada are given all 20 in the same order

    Example: The order holds when the clock is set back in between
      Given Uma is subscribed to "news"
      And Sam has published "first" on "news"
      And the clock was set 1 hour back
      When Sam publishes "second" on "news"
      Then Uma is given "first" and "second"

  @AR-12.5 @backplane
  Rule: Several events at once are given in their order, and up to as many as were asked for

    Example: Whoever asks for three of four events is given the first three
      Given Uma is subscribed to "news"
      And Sam has published "1", "2", "3" and "4" on "news"
      When Uma takes the next 3 events
      Then that is "1", "2" and "3"

    Example: Whoever asks for a hundred is given the two that there are
      Given Uma is subscribed to "news"
      And Sam has published "1" and "2" on "news"
      When Uma takes the next 100 events
      Then that is "1" and "2"

    Example: More than 100 at once are not given
      Given Uma is subscribed to "news"
      When Uma tries to take the next 101 events
      Then the request fails because the request is not valid
