@AR-12 @events
Feature: Events as they come
  Whoever stays on a line is given what comes at the moment at which it was published.
  Seam: event log → line that stays open → subscriber.

  @AR-12.4 @backplane
  Rule: Whoever listens hears what is published from now on, on the topics listened to and no others

    Scenario Outline: Uma hears it on a <line> line
      Given Uma listens to "category:*" on a <line> line
      When Sam publishes "Hello" on "category:news" and "global"
      Then Uma has heard "Hello"

      Examples: both kinds of lines
        | line    |
        | one-way |
        | two-way |

    Scenario Outline: Whoever asks on a <line> line for what follows an event that is yet to come hears all that comes
      Given Uma listens to "news" on a <line> line, from after an event that is yet to come
      When Sam publishes "1" on "news"
      Then Uma has heard "1"

      Examples: both kinds of lines
        | line    |
        | one-way |
        | two-way |

    Example: Users do not listen on a two-way line to what is not for them
      When Uma listens to the alerts on a two-way line
      Then Uma was told that the role does not allow it

  @AR-12.6 @backplane
  Rule: A subscription can be followed on a two-way line, where it goes on after what was acknowledged

    Example: The next event comes when the one before was acknowledged
      Given Uma is subscribed to "news"
      And Uma follows the subscription on a line
      And Sam has published "1", "2" and "3" on "news"
      When Uma acknowledges "1" on the line
      Then Uma has heard "1" and "2"

    Example: On one line another subscription takes the place of the first
      Given Uma is subscribed to "news"
      And Uma follows the subscription on a line
      And Uma follows a new subscription to "kitchen" on the same line
      When Sam publishes "1" on "news" and "kitchen"
      Then Uma has heard "1"

    Example: On a new line it goes on
      Given Uma is subscribed to "news"
      And Sam has published "1", "2" and "3" on "news"
      And Uma has taken and acknowledged "1"
      When Uma follows the subscription on a line, 2 events at once
      Then Uma has heard "2" and "3"

    Example: A gap is announced on the line before what follows
      Given Uma is subscribed to "news"
      And Sam has published "1" and "2" on "news"
      And the platform went on for 31 days, and "3" was published on "news"
      When Uma follows the subscription on a line
      Then Uma has heard "3", after a gap from 1 to 2

  @AR-12.7 @backplane
  Rule: What fails on a line comes again on it

    Example: After a refusal it comes at once
      Given Uma is subscribed to "news"
      And Uma follows the subscription on a line
      And Sam has published "1" and "2" on "news"
      When Uma refuses "1" on the line
      Then Uma has heard "1" and "1"

    Example: After 15 seconds without a word it comes again
      Given Uma is subscribed to "news"
      And Uma follows the subscription on a line
      And Sam has published "1" and "2" on "news"
      When 15.5 seconds pass
      Then Uma has heard "1" and "1"

    Example: Two lines of one subscriber share what comes, each event on one of them
      Given Uma is subscribed to "news"
      And Uma follows the subscription on two lines
      When Sam publishes "1" and "2" on "news", and Uma acknowledges whatever comes
      Then Uma has heard "1" and "2" on both lines together

    Example: A silent line does not hold up another subscriber's
      Given Uma and Mallory are subscribed to "news"
      And Uma and Mallory follow their subscriptions on a line
      And Sam has published "1" and "2" on "news"
      When Mallory acknowledges "1" on the line
      Then Mallory has heard "1" and "2"
