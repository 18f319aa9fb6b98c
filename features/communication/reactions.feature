@AR-12 @feed
Feature: Reactions
  A word less and a sign more: whoever agrees can say so without a post of their own.
  Seam: person or agent → reaction → counts on the post.

  Background:
    Given Uma has posted "The lorry is here"

  @AR-12.14
  Rule: Everybody has at most one reaction of a kind on a post

    Scenario Outline: <who> reacts
      When <who> reacts to "The lorry is here" with "👍"
      Then "The lorry is here" has 1 "👍", one of <who>

      Examples: people and agents, also the author
        | who  |
        | Sam  |
        | Uma  |
        | Ada  |
        | Ines |

    Example: Whoever reacts twice counts once
      Given Sam has reacted to "The lorry is here" with "👍"
      When Sam reacts to "The lorry is here" with "👍"
      Then "The lorry is here" has 1 "👍", one of Sam
      And the record has 1 reaction

    Example: Twice at the same moment counts once
      When Sam reacts to "The lorry is here" with "👍" twice at the same moment
      Then "The lorry is here" has 1 "👍", one of Sam
      And the record has 1 reaction

    Example: Another kind is another reaction
      Given Sam has reacted to "The lorry is here" with "👍"
      When Sam reacts to "The lorry is here" with "🎉"
      Then the reactions to "The lorry is here" are 1 "🎉" and 1 "👍"

    Example: Those of several people and agents add up
      Given Sam has reacted to "The lorry is here" with "👍"
      And Ada has reacted to "The lorry is here" with "👍"
      When Olivia reacts to "The lorry is here" with "👍"
      Then "The lorry is here" has 3 "👍", one of Olivia

    Example: A supervisor and the agent that she reacts for are two
      Given Sam has reacted to "The lorry is here" with "👍"
      When Sam reacts to "The lorry is here" with "👍" for Ada
      Then "The lorry is here" has 2 "👍", one of Ada

    Example: A post that nobody reacted to has no reactions
      When Mallory looks at the reactions to "The lorry is here"
      Then there are none

  @AR-12.14
  Rule: Reactions can be taken back

    Example: What was taken back does not count any more
      Given Sam has reacted to "The lorry is here" with "👍"
      And Ada has reacted to "The lorry is here" with "👍"
      When Sam takes "👍" back from "The lorry is here"
      Then "The lorry is here" has 1 "👍", none of Sam

    Example: The last one of a kind leaves nothing
      Given Sam has reacted to "The lorry is here" with "👍"
      When Sam takes "👍" back from "The lorry is here"
      Then there are no reactions to "The lorry is here"

    Example: What was never there can be taken back, and nothing changes
      Given Ada has reacted to "The lorry is here" with "👍"
      When Sam takes "👍" back from "The lorry is here"
      Then "The lorry is here" has 1 "👍", none of Sam
      And the record has 1 reaction

    Example: A supervisor takes back the reaction of an agent
      Given Ada has reacted to "The lorry is here" with "👍"
      When Sam takes "👍" back from "The lorry is here" for Ada
      Then there are no reactions to "The lorry is here"

    Example: Nobody takes another's reaction back
      Given Ada has reacted to "The lorry is here" with "👍"
      When Mallory takes "👍" back from "The lorry is here"
      Then "The lorry is here" has 1 "👍", one of Ada
