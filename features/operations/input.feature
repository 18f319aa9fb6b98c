@OPS @input
Feature: What is refused
  A request that cannot be meant, or cannot be kept as it is, is turned away with the place that is wrong.
  Seam: request → its content → everything else.

  Background:
    Given an invitation by Olivia, a question by Uma, and a Slack message and a GitHub issue by Sam

  @OPS.5
  Rule: A request that is wrong is refused with the name of the place, and nothing of it is stored

    Scenario Outline: <flaw> is named
      When each of them is sent with <flaw>
      Then each is refused because the request is not valid
      And the places named are "<invitation>", "<question>", "<message>" and "<issue>"
      And nothing was stored, and nobody was contacted

      Examples: what is wrong with the fields
        | flaw                                 | invitation | question               | message | issue  |
        | its text left out                    | name       | messages[0].content    | text    | title  |
        | nothing in place of its text         | name       | messages[0].content    | text    | title  |
        | a number in place of its text        | name       | messages[0].content    | text    | title  |
        | a list in place of its text          | name       | messages[0].content    | text    | title  |
        | a field that nobody knows            | colour     | colour                 | colour  | colour |
        | a list in place of everything        | body       | body                   | body    | body   |
        | nothing at all                       | body       | body                   | body    | body   |

      Examples: what cannot be kept as it is, or be read in one way only
        | flaw                                     | invitation | question            | message   | issue     |
        | the character zero in its text           | name       | messages[0].content | text      | title     |
        | half a character in its text             | name       | messages[0].content | text      | title     |
        | its text given twice                     | name       | messages[0].content | text      | title     |
        | a field called like the origin of things | __proto__  | __proto__           | __proto__ | __proto__ |
        | a number that would lose digits          | colour     | colour              | colour    | colour    |
        | 101 levels of lists                      | colour[0][0] | colour[0][0]      | colour[0][0] | colour[0][0] |

      Examples: what is no readable request
        | flaw                         | invitation | question | message | issue |
        | half of its content          | body       | body     | body    | body  |
        | bytes that are no characters | body       | body     | body    | body  |

    Example: 100 levels are read, and then found to be unknown
      When each of them is sent with 100 levels of lists
      Then each is refused because the request is not valid
      And each is told that "colour is not a field of this request"

  @OPS.5
  Rule: A request may have a size of 1 MiB and no more

    Example: One byte more is refused
      When each of them is sent with 1048577 bytes
      Then each is refused because the request is too large
      And the places named are "body", "body", "body" and "body"
      And nothing was stored, and nobody was contacted

    Example: Exactly 1 MiB is read
      When each of them is sent with 1048576 bytes
      Then each is taken, by OpenAI, Slack and GitHub as well

  @OPS.5
  Rule: Only one kind of content is read

    Example: A form is refused whatever it says
      When each of them is sent with the content of a form
      Then each is refused because only one kind of content is taken
      And the places named are "content-type", "content-type", "content-type" and "content-type"
      And nothing was stored, and nobody was contacted
