@AR-12 @events
Feature: Resting subscribers
  An agent that is taken out of work takes part in nothing, so that it neither hears nor settles anything until it is resumed.
  Seam: agent → subscription → its events.

  Background:
    Given Ada is subscribed to "news"
    And Sam has published "The office moves" on "news"
    And Ada has taken the next event

  @AR-12.4 @backplane
  Rule: A paused agent does nothing with its subscription

    Scenario Outline: Ada, who was paused, cannot <do> it
      Given Ada was paused
      When Ada tries to <do> the subscription of Ada
      Then the request fails because the agent is paused

      Examples: all that a subscriber may do
        | do               |
        | take an event of |
        | acknowledge in   |
        | refuse in        |
        | end              |

    Example: A paused agent subscribes to nothing
      Given Ada was paused
      When Ada subscribes to "orders"
      Then the request fails because the agent is paused

    Example: Once it is resumed, it acknowledges what it was given before
      Given Ada was paused and resumed
      And Ada has acknowledged "The office moves"
      When Sam publishes "The office stays" on "news"
      Then Ada is given "The office stays"
