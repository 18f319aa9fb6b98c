@AR-12 @feed
Feature: Characters of posts
  A text may be equally long in every script, and comes back as it was sent.
  Seam: post → length, content.

  @AR-12.10
  Rule: A character counts as one in every script, as Unicode counts them

    Scenario Outline: 280 times <character> is short enough
      When Ada posts 280 times <character>
      Then the feed is that text

      Examples: letters, a sign and a picture
        | character |
        | "a"       |
        | "ß"       |
        | "字"       |
        | "😀"       |

    Example: 40 families are short enough, each of which is seven characters that are shown as one picture
      When Ada posts 40 times "👨‍👩‍👧‍👦"
      Then the feed is that text

    Example: The 41st family is one too many
      When Ada posts 41 times "👨‍👩‍👧‍👦"
      Then the request fails because the request is not valid
      And the feed is nothing

    Example: The 281st picture is one too many
      When Ada posts 281 times "😀"
      Then the request fails because the request is not valid
      And the feed is nothing

  @AR-12.10
  Rule: The length is that of what was sent, before anything was masked

    Example: A text of 280 characters is taken although its mask is longer
      When Ada posts a text of 280 characters that begins with "a@b.co "
      Then the first words of the feed are "[email] "

    Example: A text of 281 characters is refused although its mask is shorter
      When Ada posts a text of 281 characters that begins with "uma.the.user@mail.example.com "
      Then the request fails because the request is not valid

  @AR-12.10
  Rule: Text in any script, or that looks like something else, is ordinary text

    Scenario Outline: <what> comes back as it was sent
      When Uma posts <text>
      Then the feed is <text>

      Examples: of scripts and of text that looks dangerous
        | what                     | text                                |
        | Text from right to left  | "السلام عليكم"                      |
        | Text in three scripts    | "Grüße, 世界, नमस्ते"                   |
        | A family as one picture  | "👨‍👩‍👧‍👦"                               |
        | Text like a command to a store | "'; drop table post; --"            |
        | Text that looks like a page| "<script>alert(1)</script>"         |
        | Text that looks like a path | "../../etc/passwd"               |
