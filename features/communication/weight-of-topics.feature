@AR-12 @feed
Feature: The weight of topics
  What is spoken about now weighs more than what was.
  Seam: time since a hashtag was used → weight → topics.

  @AR-12.15
  Rule: The weight of an author halves every 6 hours after the latest use

    Scenario Outline: After <time> an author weighs <weight>
      Given Uma has posted "#lunch"
      And <time> have passed
      When Mallory looks at the topics
      Then "lunch" weighs <weight>

      Examples: whole lives and half ones
        | time         | weight   |
        | 0 hours      | 1        |
        | 3 hours      | 0.707107 |
        | 6 hours      | 0.5      |
        | 12 hours     | 0.25     |
        | 18 hours     | 0.125    |

    Example: One author now weighs as much as two were worth 6 hours ago
      Given Uma has posted "#lunch"
      And Sam has posted "#lunch"
      And 6 hours have passed
      And Olivia has posted "#dinner"
      When Mallory looks at the topics
      Then the topics are "dinner" and "lunch"
      And "lunch" weighs 1

    Example: One author now weighs more than two did 6 hours and a second ago
      Given Uma has posted "#breakfast"
      And Sam has posted "#breakfast"
      And 21601 seconds have passed
      And Olivia has posted "#dinner"
      When Mallory looks at the topics
      Then the topics are "dinner" and "breakfast"

    Example: Three authors 6 hours ago weigh more than one now
      Given Uma has posted "#lunch"
      And Sam has posted "#lunch"
      And Ada has posted "#lunch"
      And 6 hours have passed
      And Olivia has posted "#dinner"
      When Mallory looks at the topics
      Then the topics are "lunch" and "dinner"

    Example: Only the latest use of an author counts
      Given Uma has posted "#lunch"
      And 6 hours have passed
      And Uma has posted "#lunch again"
      When Mallory looks at the topics
      Then "lunch" weighs 1

  @AR-12.15
  Rule: What was used 24 hours ago is no topic any more

    Example: A moment before 24 hours it still is one
      Given Uma has posted "#lunch"
      And 86399999 milliseconds have passed
      When Mallory looks at the topics
      Then the topics are "lunch"

    Example: After 24 hours it is none
      Given Uma has posted "#lunch"
      And 24 hours have passed
      When Mallory looks at the topics
      Then the topics are nothing

    Example: Whoever asks for a week finds it, at its weight
      Given Uma has posted "#lunch"
      And 24 hours have passed
      When Mallory looks at the topics of the last 168 hours
      Then the topics are "lunch"
      And "lunch" weighs 0.0625

    Example: Whoever asks for an hour finds nothing older
      Given Uma has posted "#lunch"
      And 60 minutes have passed
      When Mallory looks at the topics of the last hour
      Then the topics are nothing
