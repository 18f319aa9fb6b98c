@AR-05 @executions
Feature: What the model is given
  An agent speaks as it was instructed to, and knows what was said before, as far as it fits.
  Seam: person → execution → instructions, history, message → language model.

  @AR-05.12
  Rule: The model is given the agent's instructions, the history and the message, in this order

    Example: The first message comes right after the instructions
      When Uma asks Ada "Where is my parcel?"
      Then Ada answers "You said: Where is my parcel?"
      And OpenAI was given, in this order
        | from         | words                                   |
        | instructions | You are Ada. You look after deliveries. |
        | person       | Where is my parcel?                     |

    Example: What was said before comes in between
      Given OpenAI will answer "On its way"
      And Uma has asked Ada "Where is my parcel?"
      When Uma asks Ada "Since when?", in the same conversation
      Then Ada answers "On its way"
      And OpenAI was given, in this order
        | from         | words                                   |
        | instructions | You are Ada. You look after deliveries. |
        | person       | Where is my parcel?                     |
        | agent        | On its way                              |
        | person       | Since when?                             |

    Example: An agent without instructions is given none
      Given Olivia has created the agent "Nils", autonomous and without instructions
      When Uma asks "Nils" the question "Are you there?"
      Then OpenAI was given, in this order
        | from   | words          |
        | person | Are you there? |

  @AR-05.12
  Rule: Nothing is given that was said elsewhere

    Example: Another conversation of the same person with the same agent stays out
      Given Uma has asked Ada "My number is 12"
      When Uma asks Ada "What is my number?"
      Then Ada answers "You said: What is my number?"
      And OpenAI was not given "My number is 12"

    Example: Another person's conversation stays out
      Given Mallory has asked Ada "My number is 13"
      When Uma asks Ada "What is my number?"
      Then Ada answers "You said: What is my number?"
      And OpenAI was not given "My number is 13"

  @AR-05.12
  Rule: History that does not fit is left out, the oldest first

    Scenario Outline: With room for <room> characters, <given> of six messages are given
      Given there is room for <room> characters of history
      And OpenAI will answer "Noted"
      And Uma has told Ada three things in 40 characters each
      When Uma asks Ada "Which?", in the same conversation
      Then OpenAI was given the last <given> messages of the conversation, in order, and "Which?"

      Examples: the six messages have 135 characters, 45 for each thing said and answered
        | room | given |
        | 135  | 6     |
        | 134  | 5     |
        | 90   | 4     |
        | 4    | 0     |
