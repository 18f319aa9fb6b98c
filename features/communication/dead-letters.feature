@AR-12 @events
Feature: Dead letters
  An event that a subscriber cannot take stops nothing for ever, is not lost, and can be given to it later.
  Seam: event that fails again and again → dead letter → operator → subscriber.

  Background:
    Given Uma is subscribed to "news"
    And Sam has published "1" and "2" on "news"

  @AR-12.7 @backplane
  Rule: An event is tried 5 times, and then set aside

    Example: After the 4th refusal an event comes a 5th time
      Given Uma has taken and refused "1" 4 times
      When Uma takes the next event
      Then that is "1", in try 5

    Example: After the 5th refusal the next event comes
      Given Uma has taken and refused "1" 5 times
      When Uma takes the next event
      Then that is "2", in try 1

    Example: Silence counts like a refusal
      Given Uma has taken "1" 5 times and said nothing
      When Uma takes the next event
      Then that is "2", in try 1

    Example: The 5th silence is noticed although nobody takes anything
      Given the platform makes its rounds
      When Uma takes "1" 5 times and says nothing
      Then "1" is set aside for Uma, after 5 tries

  @AR-12.7 @backplane
  Rule: Supervisors see what was set aside, and are told of it

    Example: Sam sees the event, and why it was set aside
      When Uma takes and refuses "1" 5 times, because "The address is unknown"
      Then "1" is set aside for Uma, after 5 tries, because "The address is unknown"
      And the record says that it was set aside

    Example: Sam hears of it who listens to the alerts
      Given Sam listens to the alerts on a one-way line
      When Uma takes and refuses "1" 5 times
      Then Sam has heard that "1" was set aside for Uma

    Example: Before the 5th refusal there is nothing to see
      When Uma takes and refuses "1" 4 times
      Then nothing is set aside for Uma

    Example: Users do not see what was set aside
      When Uma asks what was set aside
      Then the request fails because the role does not allow it
