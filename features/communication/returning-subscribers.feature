@AR-12 @events
Feature: Returning subscribers
  Whoever goes away and comes back has missed nothing, and hears nothing twice that was settled.
  Seam: subscriber → subscription → event log.

  @AR-12.6 @backplane
  Rule: A subscriber goes on after the last event that it acknowledged

    Example: What was published meanwhile is given afterwards
      Given Uma is subscribed to "news"
      And Sam has published "1" and "2" on "news"
      And Uma has taken and acknowledged "1"
      When Sam publishes "3" on "news"
      Then Uma is given "2" and "3"

    Example: What was given and never acknowledged is given again
      Given Uma is subscribed to "news"
      And Sam has published "1" and "2" on "news"
      And Uma has taken the next event
      When 15 seconds pass
      Then Uma is given "1" and "2"

    Example: The last of several acknowledges those before it
      Given Uma is subscribed to "news"
      And Sam has published "1", "2" and "3" on "news"
      And Uma has taken the next 3 events
      When Uma acknowledges "2"
      Then after 15 seconds Uma is given "3"

    Example: Acknowledging the same event once more changes nothing
      Given Uma is subscribed to "news"
      And Sam has published "1" and "2" on "news"
      And Uma has taken and acknowledged "1"
      When Uma acknowledges "1"
      Then Uma is given "2"

    Example: An event that was never given cannot be acknowledged
      Given Uma is subscribed to "news"
      And Sam has published "1" on "news"
      When Uma acknowledges "1"
      Then the request fails because the event is not in flight
      And Uma is given "1"

    Example: A second platform with the same data goes on where the first one was left
      Given Uma is subscribed to "news"
      And Sam has published "1" and "2" on "news"
      And Uma has taken and acknowledged "1"
      When Uma goes on at another platform with the same data
      Then Uma is given "2"

  @AR-12.6 @backplane
  Rule: A new subscriber is given what comes from now on, or the past as far as it asks for it

    Background:
      Given Sam has published "1", "2" and "3" on "news"

    Example: Whoever asks for no past is given what comes from now on
      Given Uma is subscribed to "news"
      When Sam publishes "4" on "news"
      Then Uma is given "4"

    Example: Whoever asks for all of the past is given all of it
      When Uma subscribes to "news", from the beginning
      Then Uma is given "1", "2" and "3"

    Example: Whoever asks for what came after an event is given that
      When Uma subscribes to "news", from after "1"
      Then Uma is given "2" and "3"

    Example: Whoever asks for what follows an event that is yet to come is given all that comes
      Given Uma is subscribed to "news", from after an event that is yet to come
      When Sam publishes "4" on "news"
      Then Uma is given "4"

    Example: The past is given of the topics that were asked for, and of no others
      Given Sam has published "Lunch" on "kitchen"
      When Uma subscribes to "kitchen", from the beginning
      Then Uma is given "Lunch"
