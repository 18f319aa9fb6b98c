@OPS @input
Feature: Lists, numbers and ordinary text
  Pages are asked for within bounds, and what people write is theirs, in whatever script.
  Seam: request → what stands in its address, and text → store → the same text.

  @OPS.5
  Rule: What a list is asked for is checked like everything else

    Scenario Outline: A page of <people> is refused
      When Olivia asks for a page of <people>
      Then the request fails because the request is not valid
      And the place named is <place>

      Examples: what is wrong with the page
        | people                                  | place                 |
        | no people                               | how many at most      |
        | 101 people                              | how many at most      |
        | half a person                           | how many at most      |
        | some people                             | how many at most      |
        | people after a place that we never gave | where the page begins |
        | people after something unreadable       | where the page begins |
        | people after the character zero         | where the page begins |
        | red people                              | the colour            |

    Example: A page of 100 people is the largest
      When Olivia asks for a page of 100 people
      Then she is given a page

  @OPS.5
  Rule: Text in any script is stored and given back unchanged

    Scenario Outline: A name <manner> stays as it was written
      When Olivia invites somebody by the name of "<name>"
      Then a member has exactly that name

      Examples: names from everywhere
        | manner                          | name                        |
        | from right to left              | \u05d3\u05d5\u05d3 \u05dc\u05d5\u05d9 |
        | in Arabic                       | مريم بنت عبد الله           |
        | in Chinese                      | 欧阳 娜娜                   |
        | of family emoji                 | 👩‍👩‍👧‍👦 Smith                    |
        | with an invisible joiner        | An\u200bna Ma\u2060ria      |
        | with a turned direction         | \u202eanna\u202c            |
        | in characters and in marks      | Zoe\u0301 Zoé               |

      Examples: names that look like something else
        | manner                    | name                           |
        | like a command to a store | Robert'); DROP TABLE person;-- |
        | like a page               | <script>alert(1)</script>      |
        | like a file               | ../../etc/passwd               |
        | like a place holder       | ${7*7} {{7*7}} %s $1 :name ?   |
        | like a number             | 0x1F                           |
        | like nothing              | null                           |

    Example: A question reaches the model as it was asked
      When Uma asks OpenAI "'; DROP TABLE person; -- <b>„שלום“</b> ../.. 欧阳"
      Then OpenAI was asked exactly "'; DROP TABLE person; -- <b>„שלום“</b> ../.. 欧阳"

  @OPS.5
  Rule: Where a model, Slack or GitHub limits text, their limit applies and not one of ours

    Example: Slack finds a message too long
      When Uma sends a message of 40001 characters to the Slack channel "general"
      Then the request fails because Slack refused the message
      And Slack's reason is "msg_too_long"

    Example: GitHub finds a title too long
      Given GitHub has the repository "acme/website"
      When Uma files an issue with a title of 257 characters in "acme/website"
      Then the request fails because GitHub called the issue invalid

    Example: OpenAI finds a question too long
      Given OpenAI calls the request invalid: "maximum context length exceeded"
      When Uma asks OpenAI a question of 500000 characters
      Then the request fails because our request was invalid
      And OpenAI was asked once
