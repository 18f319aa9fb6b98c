@AR-05 @executions @chat
Feature: Conversations
  A person finds again what was said, in the order in which it was said, and nobody else does.
  Seam: execution → chat history → person.

  @AR-05.18
  Rule: A first message opens a conversation

    Scenario Outline: <way> opens one, and it is listed
      When Uma <does>
      Then Uma has one conversation, with <whom>
      And Uma's conversation is "Hello, OpenAI", then "You said: Hello, OpenAI"

      Examples: of ways to begin
        | way                         | does                        | whom                  |
        | Asking an agent             | asks Ada "Hello, OpenAI"    | Ada                   |
        | Writing to an agent         | writes "Hello, OpenAI" to Ada | Ada                 |
        | Writing to nobody in particular | writes "Hello, OpenAI" | the default assistant |

    Example: A message in a conversation opens no other
      Given Uma has asked Ada "Hello, OpenAI"
      When Uma asks Ada "Still there?", in the same conversation
      Then Uma has one conversation, with Ada

    Example: A message outside of a conversation opens another
      Given Uma has asked Ada "Hello, OpenAI"
      When Uma asks Ada "Still there?"
      Then Uma has two conversations, the latest of them "Still there?", then "You said: Still there?"

    Example: A conversation opens with a question whose answer failed
      Given only OpenAI is configured
      And OpenAI is out of service
      When Uma asks Ada "Hello"
      Then the execution is failed
      And Uma has one conversation, with Ada

  @AR-05.18
  Rule: The person's and the assistant's messages are kept in order

    Example: Three exchanges stand in the order in which they were made
      Given Uma has asked Ada "One"
      And Uma has asked Ada "Two" in the same conversation
      When Uma asks Ada "Three", in the same conversation
      Then Uma's conversation is
        | from      | words           |
        | person    | One             |
        | assistant | You said: One   |
        | person    | Two             |
        | assistant | You said: Two   |
        | person    | Three           |
        | assistant | You said: Three |
      And OpenAI was asked 3 times

    Example: An answer that came late stands with its question
      Given Uma has asked Ada "Hello"
      And OpenAI takes 8 seconds to answer the next request
      And Uma has asked Ada "One", and 2 seconds later "Two", in the same conversation
      When Uma reads her conversation
      Then Uma's conversation is
        | from      | words           |
        | person    | Hello           |
        | assistant | You said: Hello |
        | person    | One             |
        | assistant | You said: One   |
        | person    | Two             |
        | assistant | You said: Two   |

    Example: Text of any kind is kept as it is
      When Uma asks Ada "  '; drop table OpenAI; -- <b>שלום</b>\n👋🏽 "
      Then Uma's conversation is "  '; drop table OpenAI; -- <b>שלום</b>\n👋🏽 ", then "You said:   '; drop table OpenAI; -- <b>שלום</b>\n👋🏽 "

    Example: A long conversation is read page by page, no message twice and none missing
      Given Uma has asked Ada 5 questions in one conversation
      When Uma reads her conversation 3 messages at a time
      Then Uma has read 5 questions, each followed by OpenAI's answer, in the order in which they were asked
