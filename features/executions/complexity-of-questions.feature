@AR-05 @executions
Feature: Complexity of questions
  Anybody can tell beforehand how complex a question counts as: by a published table over its length, code, words and history.
  Seam: person → agent → choice of the model → gateway → OpenAI.

  Background:
    Given these models are on offer
      | model       | provider | quality | input | output |
      | gpt-4o-mini | OpenAI   | 1       | 1     | 1      |
      | gpt-5-mini  | OpenAI   | 2       | 2     | 2      |
      | gpt-5       | OpenAI   | 3       | 3     | 3      |
      | gpt-5.5     | OpenAI   | 4       | 4     | 4      |

  @AR-05.11
  Rule: The highest complexity that length, code, reasoning words or history speak for is the question's

    Scenario Outline: A question of <size> is <complexity>
      When Uma asks Ada a question of <size>
      Then the model "<model>" of OpenAI was chosen for a <complexity> question

      Examples: the boundaries of length
        | size            | complexity | model       |
        | 199 characters  | simple     | gpt-4o-mini |
        | 200 characters  | moderate   | gpt-5-mini  |
        | 999 characters  | moderate   | gpt-5-mini  |
        | 1000 characters | complex    | gpt-5       |
        | 3999 characters | complex    | gpt-5       |
        | 4000 characters | advanced   | gpt-5.5     |

      Examples: the boundaries of code
        | size              | complexity | model       |
        | 0 lines of code   | simple     | gpt-4o-mini |
        | 1 line of code    | moderate   | gpt-5-mini  |
        | 19 lines of code  | moderate   | gpt-5-mini  |
        | 20 lines of code  | complex    | gpt-5       |
        | 99 lines of code  | complex    | gpt-5       |
        | 100 lines of code | advanced   | gpt-5.5     |

      Examples: the boundaries of reasoning words
        | size              | complexity | model       |
        | 0 reasoning words | simple     | gpt-4o-mini |
        | 1 reasoning word  | moderate   | gpt-5-mini  |
        | 2 reasoning words | moderate   | gpt-5-mini  |
        | 3 reasoning words | complex    | gpt-5       |
        | 4 reasoning words | complex    | gpt-5       |
        | 5 reasoning words | advanced   | gpt-5.5     |

    Scenario Outline: After <count> messages a question is <complexity>
      Given Uma and Ada have exchanged <count> messages
      When Uma asks Ada "And?", in the same conversation
      Then the model "<model>" of OpenAI was chosen for a <complexity> question

      Examples: the boundaries of history
        | count | complexity | model       |
        | 5     | simple     | gpt-4o-mini |
        | 6     | moderate   | gpt-5-mini  |
        | 19    | moderate   | gpt-5-mini  |
        | 20    | complex    | gpt-5       |
        | 59    | complex    | gpt-5       |
        | 60    | advanced   | gpt-5.5     |

    Scenario Outline: "<question>" is <complexity>, because of <sign>
      When Uma asks Ada "<question>"
      Then the model "<model>" of OpenAI was chosen for a <complexity> question
      And the reason on record is "The question is <complexity> (<sign>). This is the cheapest model that is good enough."

      Examples: a word counts once, whole, in any case; a name in backticks is a line of code
        | question                   | complexity | sign                             | model       |
        | Why, why, WHY?             | moderate   | 1 reasoning word                 | gpt-5-mini  |
        | Which planet is that?      | simple     | nothing speaks for more          | gpt-4o-mini |
        | What is `x`?               | moderate   | 1 line of code                   | gpt-5-mini  |
        | Why `x`?                   | moderate   | 1 line of code, 1 reasoning word | gpt-5-mini  |
        | Explain why, compare `x`   | complex    | 3 reasoning words                | gpt-5       |
