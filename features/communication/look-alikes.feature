@AR-12 @feed
Feature: Look-alikes
  What only looks like personal data is left as it was written, so that people can speak about their work.
  Seam: text of a post → masking → feed.

  @AR-12.13
  Rule: What only looks like personal data or a key is left

    Scenario Outline: <what> is left
      When Uma posts "So it goes: <text> for now"
      Then the feed is "So it goes: <text> for now"

      Examples: like email addresses
        | what                         | text             |
        | A mention                    | @sam             |
        | A mention before a full stop | @sam. Hello      |
        | A name without a domain      | uma@localhost    |
        | A package with its version   | @scope/pkg@1.2.3 |
        | A price per piece            | 3 @ 4.50         |

      Examples: like phone numbers
        | what                         | text             |
        | A date, the year first       | 2026-11-21       |
        | A date, the day first        | 21.11.2026       |
        | A date with its time         | 01.02.2026 12:30 |
        | A version                    | 1.24.301.4       |
        | An address of a machine      | 192.168.100.200  |
        | Ten digits in one piece      | 2133734253       |
        | A sum of money               | 12,345,678.90    |
        | A sum with a sign            | +1 250           |
        | A range of years             | 2019-2026        |
        | A part number                | AB-030-12345678  |
        | A part number without a dash | AB030 12345678   |

      Examples: like card numbers
        | what                                    | text                                 |
        | An order number in groups               | 4111 1111 1111 1112                  |
        | An order number in one piece            | 1234567890123456                     |
        | A book number                           | 978-3-16-148410-0                    |
        | A book number with a card's check digit | 9783161480027                        |
        | An old book number                      | 0-306-40615-2                        |
        | The time in milliseconds                | 1700000000000                        |
        | A name of 32 digits and letters         | 01900000-0000-7000-8000-000000000000 |
        | Twenty digits                           | 41111111111111111111                 |
        | A name with sixteen digits              | order4111111111111111                |
        | Pi                                      | 3.14159265358979                     |

      Examples: like account numbers
        | what                               | text                        |
        | An account with wrong check digits | DE89 3704 0044 0532 0130 01 |
        | An account that is too short       | DE89 3704 0044 0532         |
        | An account of no country           | XX12 3456 7890 1234 5678 90 |
        | A room                             | EG12                        |

      Examples: like keys
        | what                      | text                                 |
        | A library                 | sk-learn                             |
        | A long name with dashes   | sk-our-own-toolkit                   |
        | The beginning of a token  | ghp_ and xoxb-                       |
        | A word in capitals        | AKIASOMETHING                        |
        | A word with such an end   | task-force-2026-11-21                |
        | A fingerprint of a change | 3f786850e387550fdab836ed7e6dc881de23 |

      Examples: hashtags
        | what                  | text     |
        | A hashtag             | #lunch   |
        | A hashtag of digits   | #2026    |
        | A hashtag with a dash | #on-call |
