@AR-12 @events
Feature: Form of events
  Events have the form of an open standard, so that other people's tools understand them.
  Seam: event log → CloudEvents 1.0 → whoever reads it.

  @AR-12.8
  Rule: An event says in the standard's words which it is, where it comes from, what has happened, when, and in which order

    Example: Everything that the standard asks for is there
      Given Sam is subscribed to "news"
      When Uma publishes "The lorry is late" on "news"
      Then Sam is given an event in the standard's form, from Uma and of this moment
      And it is the event that Uma was told of when it was published

    Example: The same event has the same form in the log, in a subscription and on each kind of line
      Given Sam is subscribed to "news"
      And Sam listens to "news" on a one-way line
      And Mallory listens to "news" on a two-way line
      When Uma publishes "The lorry is late" on "news"
      Then it has the same form for everybody

    Example: What the platform itself tells has that form too
      Given Sam listens to the alerts on a one-way line
      And Uma is subscribed to "news"
      And Sam has published "1" on "news"
      When Uma takes and refuses "1" 5 times
      Then Sam has heard of it in the standard's form

    Example: Data of every kind come back as they were
      Given Sam is subscribed to "news"
      When Uma publishes data of every kind on "news"
      Then Sam is given the same data

  @AR-12.8
  Rule: The sequence grows with each event, also when it is compared as text

    Example: The 10th event comes after the 9th
      Given Sam is subscribed to "news"
      When Uma publishes "1", "2", "3", "4", "5", "6", "7", "8", "9" and "10" on "news"
      Then Sam is given 10 events, each of a greater sequence than the one before

  @AR-12.8
  Rule: Each event has a name of its own, and names the request to which it belongs

    Example: Two events with the same words are two
      Given Sam is subscribed to "news"
      When Uma publishes "Hello" and "Hello" on "news"
      Then Sam is given "Hello" and "Hello", under two names

    Example: An event belongs to the request in whose course it was published
      Given Sam is subscribed to "news"
      When Uma publishes "Hello" on "news", in the course of a trace of her own
      Then Sam is given an event that belongs to that trace

  @AR-12.8
  Rule: What has happened is named by letters, digits, ".", "_", "/", ":" and "-"

    Scenario Outline: <type> cannot be what has happened
      When Uma publishes an event of the kind "<type>"
      Then the request fails because the request is not valid

      Examples: nothing, spaces, signs in front
        | type       |
        |            |
        | order paid |
        | .paid      |
