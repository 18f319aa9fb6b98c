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
      And the place named is <place> of each
      And nothing was stored, and nobody was contacted

      Examples: what is wrong with the fields
        | flaw                          | place      |
        | its text left out             | the text   |
        | nothing in place of its text  | the text   |
        | a number in place of its text | the text   |
        | a list in place of its text   | the text   |
        | a field that nobody knows     | the colour |
        | a list in place of everything | the whole  |
        | nothing at all                | the whole  |

      Examples: what cannot be kept as it is, or be read in one way only
        | flaw                                     | place                         |
        | the character zero in its text           | the text                      |
        | half a character in its text             | the text                      |
        | its text given twice                     | the text                      |
        | a field called like the origin of things | the origin of things          |
        | a number that would lose digits          | the colour                    |
        | 101 levels of lists                      | the second list of the colour |

      Examples: what is no readable request
        | flaw                         | place     |
        | half of its content          | the whole |
        | bytes that are no characters | the whole |

    Example: 100 levels are read, and then found to be unknown
      When each of them is sent with 100 levels of lists
      Then each is refused because the request is not valid
      And each is told that "colour is not a field of this request"

  @OPS.5
  Rule: A request may have a size of 1 MiB and no more

    Example: One byte more is refused
      When each of them is sent with 1048577 bytes
      Then each is refused because the request is too large
      And the place named is the whole of each
      And nothing was stored, and nobody was contacted

    Example: Exactly 1 MiB is read
      When each of them is sent with 1048576 bytes
      Then each is taken, by OpenAI, Slack and GitHub as well

  @OPS.5
  Rule: Only one kind of content is read

    Example: A form is refused whatever it says
      When each of them is sent with the content of a form
      Then each is refused because only one kind of content is taken
      And the place named is the kind of content of each
      And nothing was stored, and nobody was contacted
