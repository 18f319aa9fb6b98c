@AR-12 @feed
Feature: Kinds of reactions
  Reactions can be counted because each is exactly one emoji, and trusted because only those react who may speak and can read the post.
  Seam: person or agent → emoji → post.

  Background:
    Given Uma has posted "The lorry is here"

  @AR-12.14
  Rule: A reaction is one emoji as Unicode knows it

    Scenario Outline: <what> is one emoji
      When Sam reacts to "The lorry is here" with <emoji>
      Then "The lorry is here" has 1 <emoji>, one of Sam

      Examples: of one and of several characters
        | what                  | emoji     |
        | A picture             | "🎉"      |
        | A skin tone           | "👍🏽"      |
        | A family              | "👨‍👩‍👧‍👦"    |
        | A flag                | "🇩🇪"      |
        | A key                 | "1️⃣"      |
        | A heart               | "❤️"      |

    Scenario Outline: <what> is not one emoji
      When Sam reacts to "The lorry is here" with <text>
      Then the request fails because the request is not valid
      And the place named is the emoji
      And there are no reactions to "The lorry is here"

      Examples: words, signs, and more than one
        | what             | text      |
        | A word           | "yes"     |
        | A letter         | "a"       |
        | A digit          | "1"       |
        | Two of them      | "👍👍"     |
        | One and a letter | "👍a"      |
        | A lone tone      | "🏽🏽"      |
        | A blank          | " "       |

    Example: A heart is a heart, in black and white or as a picture
      Given Sam has reacted to "The lorry is here" with "❤"
      When Sam reacts to "The lorry is here" with "❤️"
      Then "The lorry is here" has 1 "❤️", one of Sam

    Example: A thumb in another colour is another kind
      Given Sam has reacted to "The lorry is here" with "👍"
      When Ada reacts to "The lorry is here" with "👍🏽"
      Then the reactions to "The lorry is here" are 1 "👍" and 1 "👍🏽"

  @AR-12.14
  Rule: Whoever may not speak does not react

    Example: A student does not react
      When Stu reacts to "The lorry is here" with "👍"
      Then the request fails because the agent has not grown up enough
      And there are no reactions to "The lorry is here"

    Example: A student sees the reactions of others
      Given Sam has reacted to "The lorry is here" with "👍"
      When Stu looks at the reactions to "The lorry is here"
      Then there is 1 "👍"

    Example: A user does not react for an agent
      When Uma reacts to "The lorry is here" with "👍" for Ada
      Then the request fails because the role does not allow it

    Example: A paused agent does not react
      Given Ada was paused
      When Sam reacts to "The lorry is here" with "👍" for Ada
      Then the request fails because the agent is paused

  @AR-12.14
  Rule: Nobody reacts to what they cannot read

    Scenario Outline: There is nothing to react to in <what>
      Given there is <what>
      When Mallory reacts to it with "👍"
      Then the request fails because there is no such thing

      Examples: posts that are not there for Mallory
        | what                        |
        | a private post of Uma       |
        | a post that Uma has removed |
        | a post that never was       |
