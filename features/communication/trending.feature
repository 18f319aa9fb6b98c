@AR-12 @feed
Feature: Trending topics
  Everybody sees what many speak about now.
  Seam: hashtags in public posts → topics.

  @AR-12.15
  Rule: What more authors used stands first

    Example: Two authors weigh more than one, however often that one posts
      Given Uma has posted "#lunch", "#lunch again" and "#lunch and again"
      And Sam has posted "#lorry"
      And Ada has posted "Where is the #lorry?"
      When Mallory looks at the topics
      Then the topics are "lorry" and "lunch"
      And "lorry" is of 2 authors, and "lunch" of 1

    Example: An agent is an author like a person
      Given Ada has posted "#lunch"
      And Sol has posted "#lunch"
      When Mallory looks at the topics
      Then "lunch" is of 2 authors

    Example: Whoever posts for an agent lets the agent be the author
      Given Sam has posted "#lunch" for Ada
      And Ada has posted "#lunch"
      When Mallory looks at the topics
      Then "lunch" is of 1 author

    Example: A hashtag that stands twice in a post counts once
      Given Uma has posted "#lunch #lunch"
      When Mallory looks at the topics
      Then "lunch" is of 1 author

    Example: Ties are alphabetical
      Given Uma has posted "#zebra #apple #Änderung #banana"
      When Mallory looks at the topics
      Then the topics are "änderung", "apple", "banana" and "zebra"

    Example: Where nobody used a hashtag there are no topics
      Given Uma has posted "Nothing of note"
      When Mallory looks at the topics
      Then the topics are nothing

  @AR-12.15
  Rule: Private posts do not count

    Example: A hashtag in a private post is no topic
      Given Uma has posted "#secret" privately
      When Uma looks at the topics
      Then the topics are nothing

  @AR-12.15
  Rule: So many topics are listed as are asked for, 10 otherwise, and at most 100

    Scenario Outline: Of 101 topics, <count> are listed <wish>
      Given there are 101 topics
      When Mallory looks at <what>
      Then <count> topics are listed

      Examples: asked for and not
        | wish                          | what       | count |
        | to whoever does not say       | the topics | 10    |
        | to whoever asks for one       | 1 topic    | 1     |
        | to whoever asks for a hundred | 100 topics | 100   |

    Scenario Outline: Nobody looks at <what>
      When Mallory looks at <what>
      Then the request fails because the request is not valid
      And the place named is <place>

      Examples: too few and too many
        | what                             | place            |
        | 0 topics                         | how many at most |
        | 101 topics                       | how many at most |
        | the topics of the last 0 hours   | the hours        |
        | the topics of the last 169 hours | the hours        |
