@AR-12 @feed
Feature: Hashtags
  Whatever script people write in, what they mark as a topic is one, and the same topic is the same however it is written.
  Seam: text of a post → hashtags → topics.

  @AR-12.15
  Rule: A hashtag is of letters, marks, digits and underscores of any script

    Scenario Outline: <what> is a topic
      Given Uma has posted <text>
      When Mallory looks at the topics
      Then the topics are <topics>

      Examples: scripts and places
        | what                           | text                          | topics            |
        | A word                         | "It is #lunch time"           | "lunch"           |
        | A word in German               | "Es gibt #Käse"               | "käse"            |
        | A word in Greek                | "#ΟΔΟΣ"                       | "οδος"            |
        | A word in Russian              | "#Обед"                       | "обед"            |
        | A word in Arabic               | "#غداء"                       | "غداء"            |
        | A word in Hindi, with marks    | "#हिन्दी"                      | "हिन्दी"           |
        | A word in Japanese             | "#昼ご飯"                      | "昼ご飯"           |
        | A word with digits             | "#q4_2026"                    | "q4_2026"         |
        | A word that begins with digits | "#2fast"                      | "2fast"           |
        | A word behind a wide sign      | "＃昼"                         | "昼"              |
        | A word before a full stop      | "#lunch."                     | "lunch"           |
        | A word in brackets             | "(#lunch)"                    | "lunch"           |
        | Half a word                    | "#on-call"                    | "on"              |
        | Two words                      | "#a, #b"                      | "a" and "b"       |

    Scenario Outline: <what> is no topic
      Given Uma has posted <text>
      When Mallory looks at the topics
      Then the topics are nothing

      Examples: signs and numbers
        | what                      | text                         |
        | A number                  | "#1 and #2026"               |
        | A lone sign               | "# lunch"                    |
        | Two signs                 | "##lunch"                    |
        | A sign inside a word      | "lunch#time"                 |
        | A character by its number | "&#xe9;"                     |
        | A picture                 | "#🎉"                         |

  @AR-12.15
  Rule: A hashtag has at most 100 letters

    Scenario Outline: Of <count> letters it is <what>
      Given Uma has posted a hashtag of <count> letters
      When Mallory looks at the topics
      Then <number> topics are listed

      Examples: around the limit
        | count | what     | number |
        | 100   | a topic  | 1      |
        | 101   | no topic | 0      |

  @AR-12.15
  Rule: The same word is the same topic, however it is written

    Scenario Outline: <one> and <other> are one topic
      Given Uma has posted <one>
      And Sam has posted <other>
      When Mallory looks at the topics
      Then <topic> is of 2 authors

      Examples: great and small letters, and ways to write them
        | one        | other      | topic     |
        | "#Lunch"   | "#LUNCH"   | "lunch"   |
        | "#Straße"  | "#STRASSE" | "strasse" |
        | "#straße"  | "#STRAẞE"  | "strasse" |
        | "#ΟΔΟΣ"    | "#οδος"    | "οδος"    |
        | "#Ｌｕｎｃｈ" | "#lunch"   | "lunch"   |
        | "#café"    | "#café"   | "café"    |

    Example: Other words are other topics
      Given Uma has posted "#lunch"
      And Sam has posted "#lunches"
      When Mallory looks at the topics
      Then the topics are "lunch" and "lunches"

  @AR-12.15
  Rule: Of one post the first 30 hashtags count

    Example: The 31st is no topic
      Given Uma has posted 31 hashtags at once
      When Mallory looks at 100 topics
      Then 30 topics are listed
      And the last of the 31 is not among them
