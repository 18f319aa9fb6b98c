@AR-12 @feed @secrets
Feature: Masked messages
  What was masked is gone for everybody, wherever it was said, and what cannot be looked through is not said at all.
  Seam: text → masking → feed, private post, channel, audit trail.

  @AR-12.13
  Rule: Everything in a text that has to be masked is masked, and the rest is left

    Example: Several at once, in several lines
      When Uma posts "I am uma@example.com or +49 30 12345678, pay to DE89 3704 0044 0532 0130 00. Order 4711 stays"
      Then the feed is "I am [email] or [phone], pay to [iban]. Order 4711 stays"

    Example: The same twice
      When Uma posts "a@b.co, c@d.co,a@b.co"
      Then the feed is "[email], [email],[email]"

    Example: What is masked already stays as it is
      When Uma posts "Ask [email] or [phone]"
      Then the feed is "Ask [email] or [phone]"

    Example: A private post is masked too
      Given Uma has posted "I am uma@example.com" privately
      When Sam reads the private posts
      Then the feed that was read is "I am [email]"

    Example: An agent's post is masked too
      When Ada posts "The key is ghp_4f7Gk2abcdEF4f7Gk2abcdEF"
      Then the feed is "The key is [key]"

    Example: A message in a channel is masked too
      Given Uma has a channel
      When Uma says "I am uma.private@example.org" in the channel
      Then the channel has "I am [email]"
      And "uma.private@example.org" stands nowhere in the stored data and in the log

    Example: A key that is masked is no hashtag
      When Uma posts "Use #ghp_4f7Gk2abcdEF4f7Gk2abcdEF for #lunch"
      Then the feed is "Use #[key] for #lunch"
      And the topics are "lunch"

    Example: The record has the fingerprint of what is left
      When Uma posts "I am uma@example.com" as a status
      Then the record has a status of Uma with the fingerprint of "I am [email]"

  @AR-12.13
  Rule: If masking fails nothing is posted

    Scenario Outline: <what> is not stored when masking fails
      Given Uma has a channel
      And masking fails
      When Uma <does>
      Then the request fails because the text could not be looked through
      And "harmless" stands nowhere in the stored data and in the log

      Examples: wherever text is masked
        | what                   | does                                   |
        | A post                 | posts "Something harmless"             |
        | A private post         | posts "Something harmless" privately   |
        | A message in a channel | says "Something harmless" in the channel |

    Example: When it works again, so does posting
      Given masking has failed Uma once
      When Uma posts "Something harmless"
      Then the feed is "Something harmless"

  @AR-12.13
  Rule: Masking takes less than a second, whatever the text

    Scenario Outline: A text of 5000 characters full of <what> is posted within a second
      When Uma posts 5000 characters full of <text>
      Then the feed has 1 post
      And posting it took the platform less than a second

      Examples: what could take long to look through
        | what               | text    |
        | digits             | "1 "    |
        | signs and digits   | "+1"    |
        | halves of accounts | "DE89 " |
        | halves of addresses| "a@a."  |
        | halves of keys     | "sk-"   |
        | brackets           | "(1"    |
