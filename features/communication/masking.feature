@AR-12 @feed @secrets
Feature: Masking
  Nobody's address, number or key spreads because somebody mentioned it.
  Seam: text of a post or of a message in a channel → masking → store, feed, channel.

  @AR-12.13
  Rule: Personal data and keys are masked before anything is stored

    Scenario Outline: <what> is masked
      When Uma posts "So it goes: <text> for now"
      Then the feed is "So it goes: <mask> for now"
      And "<text>" stands nowhere in the stored data and in the log

      Examples: email addresses
        | what                            | text                          | mask    |
        | An address                      | uma.private@example.org       | [email] |
        | An address with many parts      | uma.o'neil+x@mail.example.org | [email] |
        | An address in another script    | 用户@例子.广告                 | [email] |

      Examples: phone numbers
        | what                            | text                          | mask    |
        | A number with its country       | +49 30 12345678               | [phone] |
        | A number in many groups         | +49 30 1234 5678              | [phone] |
        | A number in one piece           | +14155550132                  | [phone] |
        | A number after two zeros        | 0044 20 7946 0958             | [phone] |
        | A number of North America       | (213) 373-4253                | [phone] |
        | A number of nobody              | 555-123-4567                  | [phone] |
        | A number as written in Germany  | 030 12345678                  | [phone] |
        | A number as written in Britain  | 020 7946 0958                 | [phone] |
        | A number as written in France   | 01 42 68 53 00                | [phone] |
        | A number between Japanese ones  | 電話は+49 30 12345678です      | 電話は[phone]です |
        | A number in Arabic digits       | +٩٦٦ ٥٠ ١٢٣ ٤٥٦٧              | [phone] |
        | A number in Thai digits         | +๖๖ ๒ ๑๒๓ ๔๕๖๗                | [phone] |

      Examples: card numbers
        | what                            | text                          | mask    |
        | A card in groups                | 4111 1111 1111 1111           | [card]  |
        | A card in one piece             | 5555555555554444              | [card]  |
        | A card in Hindi digits          | ४१११ ११११ ११११ ११११           | [card]  |
        | A card with dashes              | 4111-1111-1111-1111           | [card]  |
        | A card of 15 digits             | 3782 822463 10005             | [card]  |
        | A card between Chinese letters  | 卡号4111111111111111谢谢       | 卡号[card]谢谢 |
        | A card of 13 digits             | 4222222222222                 | [card]  |
        | A card of 19 digits             | 6304000000000000000           | [card]  |

      Examples: account numbers
        | what                            | text                          | mask    |
        | An account in groups            | DE89 3704 0044 0532 0130 00   | [iban]  |
        | An account in one piece         | GB29NWBK60161331926819        | [iban]  |
        | An account in Japanese          | 口座DE89370400440532013000へ  | 口座[iban]へ |
        | An account in small letters     | nl91 abna 0417 1643 00        | [iban]  |

      Examples: keys
        | what                            | text                          | mask    |
        | A key of OpenAI                 | sk-proj-4f7Gk2abcdEF          | [key]   |
        | A key of Anthropic              | sk-ant-api03-4f7Gk2abcdEF     | [key]   |
        | A token of GitHub               | ghp_4f7Gk2abcdEF4f7Gk2abcdEF  | [key]   |
        | A token of Slack                | xoxb-4f7Gk2abcdEF             | [key]   |
        | A key of Amazon                 | AKIAIOSFODNN7EXAMPLE          | [key]   |
        | A token of ours                 | ccd_4f7Gk2abcdEF4f7Gk2abcdEF  | [key]   |
