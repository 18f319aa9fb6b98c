@INTG-04 @keys
Feature: Own keys
  People may bring their own keys for OpenAI and Anthropic, so that what they ask is on their own account and nobody else's.
  Seam: person → keys → chat request → gateway → provider.
  How keys are protected where they are stored stands with the protection of own keys.

  @INTG-04.17
  Rule: A person's own key serves that person's requests, and nobody else's

    Example: Uma's question goes out with Uma's key
      Given Uma has brought an OpenAI key ending in "4242"
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was asked with the key ending in "4242"

    Example: Each of two people is served by the key that is theirs
      Given Uma has brought an OpenAI key ending in "4242"
      And Mallory has brought an OpenAI key ending in "6666"
      When Mallory asks "Hello"
      Then OpenAI was asked with the key ending in "6666"

    Example: Who never brought a key is served by the platform's, not by a colleague's
      Given Uma has brought an OpenAI key ending in "4242"
      When Sam asks "Hello"
      Then OpenAI was asked with the platform's key

    Example: A new key takes the place of the old one
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has brought an OpenAI key ending in "9R1b"
      When Uma asks "Hello"
      Then OpenAI was asked with the key ending in "9R1b"

  @INTG-04.17
  Rule: A stored key is shown again only as its last four characters, and only to its owner

    Example: Uma recognises her key by its end
      Given Uma has brought an Anthropic key ending in "x7Qp"
      When Uma looks at the Anthropic key
      Then the Anthropic key is shown as ending in "x7Qp" and in use
      And no answer shows more of a key than its last four characters

    Example: Nobody sees that somebody else has a key
      Given Uma has brought an OpenAI key ending in "4242"
      When Olivia looks at the OpenAI key
      Then the request fails because there is no such thing

    Scenario Outline: What cannot be a key is refused: <length> characters
      When Uma brings an OpenAI key of <length> characters
      Then the request fails because the request is not valid

      Examples: one character too few or too many
        | length |
        | 7      |
        | 513    |

    Example: A key cannot carry a second line to the provider
      When Uma brings an OpenAI key with a line break in it
      Then the request fails because the request is not valid
      And OpenAI was never contacted

  @INTG-04.17
  Rule: A key is removed at once

    Example: The very next question is no longer served
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has removed the OpenAI key
      When Uma asks "Hello"
      Then the request fails because there is no key for the provider
      And OpenAI was never contacted

    Example: A removed key is shown to nobody, not even its owner
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has removed the OpenAI key
      When Uma looks at the OpenAI key
      Then the request fails because there is no such thing

    Example: There is nothing to remove twice
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has removed the OpenAI key
      When Uma removes the OpenAI key
      Then the request fails because there is no such thing
