@AR-12 @events
Feature: Delivering dead letters again
  What was set aside can be given once more when the trouble is over, as the same event.
  Seam: operator → dead letter → its subscriber.

  Background:
    Given Uma and Ada are subscribed to "news"
    And Sam has published "1", "2" and "3" on "news"
    And Uma has taken and refused "1" 5 times

  @AR-12.7 @backplane
  Rule: A dead letter is delivered again as the same event, to that subscriber alone, before all that waits

    Example: It comes before the later ones, under the same name
      When Sam has "1" delivered again to Uma
      Then Uma is given "1", "2" and "3"
      And "1" came to Uma under the name that it was published with

    Example: Who was given it before is not given it again
      Given Ada has taken and acknowledged "1", "2" and "3"
      When Sam has "1" delivered again to Uma
      Then Ada is given nothing

    Example: It waits until what is in flight is settled
      Given Uma has taken the next event
      And Sam has had "1" delivered again to Uma
      When Uma acknowledges "2"
      Then Uma is given "1" and "3"

    Example: It has 5 tries again, and is set aside again
      Given Sam has had "1" delivered again to Uma
      When Uma takes and refuses "1" 5 times
      Then Uma is given "2" and "3"
      And "1" is set aside for Uma, after 5 tries

    Example: Once it was acknowledged, it is settled
      Given Sam has had "1" delivered again to Uma
      When Uma acknowledges everything
      Then nothing is set aside for Uma
      And the record says that Sam had it delivered again

  @AR-12.7 @backplane
  Rule: Only what is set aside is delivered again, by supervisors

    Example: What is being delivered again cannot be delivered once more
      Given Sam has had "1" delivered again to Uma
      When Sam has "1" delivered again to Uma
      Then the request fails because the present state does not allow it

    Example: An unknown dead letter is not delivered again
      When Sam has an unknown dead letter delivered again to Uma
      Then the request fails because there is no such thing

    Example: Users have nothing delivered again
      When Uma has "1" delivered again to Uma
      Then the request fails because the role does not allow it

    Example: After 31 days it is still there, although the event is no longer kept for others
      Given the platform went on for 29 days
      And Uma has taken and refused "2" 5 times
      And the platform went on for 2 days, and "4" was published on "news"
      When Sam has "2" delivered again to Uma
      Then Uma is given "2" and "4"
