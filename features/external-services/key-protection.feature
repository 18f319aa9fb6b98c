@INTG-04 @keys @secrets
Feature: Protection of own keys
  Somebody who gets hold of the stored data gains no key from it, and cannot make one person's key serve another.
  Seam: person → keys → stored data → gateway → provider.

  @INTG-04.17
  Rule: A key is stored encrypted

    Example: The stored data does not contain the key
      Given Uma has brought an OpenAI key ending in "4242"
      When Uma asks "Hello"
      Then OpenAI was asked with the key ending in "4242"
      And what the platform has stored does not contain the key

    Example: Nor does it after the key was replaced and removed
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has brought an OpenAI key ending in "9R1b"
      When Uma removes the OpenAI key
      Then nothing of a key is left in what the platform has stored

  @INTG-04.17
  Rule: A stored key is bound to its owner and its provider

    Example: A key that an intruder copied to another person serves nobody
      Given Uma has brought an OpenAI key ending in "4242"
      And an intruder has copied Uma's stored OpenAI key to Mallory's OpenAI key
      When Mallory asks "Hello"
      Then the request fails because the stored key cannot be read
      And OpenAI was never contacted

    Example: A key that an intruder copied to another provider is not sent there
      Given Uma has brought an OpenAI key ending in "4242"
      And an intruder has copied Uma's stored OpenAI key to Uma's Anthropic key
      When Uma asks Anthropic "Hello"
      Then the request fails because the stored key cannot be read
      And Anthropic was never contacted

    Example: The owner's own key goes on serving the owner
      Given Uma has brought an OpenAI key ending in "4242"
      And an intruder has copied Uma's stored OpenAI key to Mallory's OpenAI key
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was asked with the key ending in "4242"
