@INTG-04 @keys
Feature: The platform's key in place of one's own
  Who brought a key pays with it; the platform's account is used for them only when they have said so.
  Seam: person → keys → chat request → gateway → provider.

  @INTG-04.17
  Rule: The platform's key is used instead of a person's own only if the person has said so

    Example: Who has said so is served after removing the own key
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has allowed the platform's OpenAI key to be used
      And Uma has removed the OpenAI key
      When Uma asks "Hello"
      Then OpenAI was asked with the platform's key

    Example: The own key goes first also where the platform's is allowed
      Given Uma has allowed the platform's OpenAI key to be used
      And Uma has brought an OpenAI key ending in "4242"
      When Uma asks "Hello"
      Then OpenAI was asked with the key ending in "4242"

    Example: A key for one provider says nothing about the platform's key for another
      Given Uma has brought an OpenAI key ending in "4242"
      When Uma asks Anthropic "Hello"
      Then the request fails because there is no key for the provider
      And Anthropic was never contacted

    Example: Permission for the other provider is enough for it
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has allowed the platform's Anthropic key to be used
      When Uma asks Anthropic "Hello"
      Then the answer is "You said: Hello", given by Anthropic
      And Anthropic was asked with the platform's key

    Example: Permission can be taken back
      Given Uma has allowed the platform's OpenAI key to be used
      And Uma has forbidden the platform's OpenAI key to be used
      When Uma asks "Hello"
      Then the request fails because there is no key for the provider
      And OpenAI was never contacted

    Example: One person's permission is nobody else's
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has removed the OpenAI key
      And Sam has allowed the platform's OpenAI key to be used
      When Uma asks "Hello"
      Then the request fails because there is no key for the provider
      And OpenAI was never contacted

  @INTG-04.17
  Rule: A key that its provider rejected is shown as rejected, and gives way to the platform's only if the person has said so

    Example: The owner sees that the key was rejected
      Given Uma has brought an OpenAI key ending in "4242"
      And OpenAI rejects Uma's key
      And Uma has asked in vain once
      When Uma looks at the OpenAI key
      Then the OpenAI key is shown as ending in "4242" and rejected

    Example: A rejected key is not replaced by the platform's behind the owner's back
      Given Uma has brought an OpenAI key ending in "4242"
      And OpenAI rejects Uma's key
      And Uma has asked in vain once
      When Uma asks "Hello"
      Then the request fails because the provider rejected our credentials
      And OpenAI was asked with the key ending in "4242"

    Example: The platform's key answers the next question where the owner has allowed it
      Given Uma has brought an OpenAI key ending in "4242"
      And Uma has allowed the platform's OpenAI key to be used
      And OpenAI rejects Uma's key
      And Uma has asked in vain once
      When Uma asks "Hello"
      Then the answer is "You said: Hello", given by OpenAI
      And OpenAI was asked with the platform's key

    Example: A new key is in use although the old one is rejected only now
      Given Uma has brought an OpenAI key ending in "4242"
      And OpenAI takes 2 seconds and then rejects our credentials
      And Uma is waiting for an answer
      And Uma has brought an OpenAI key ending in "9R1b"
      And 2 seconds pass
      When Uma looks at the OpenAI key
      Then the OpenAI key is shown as ending in "9R1b" and in use

    Example: A rejection of the platform's key is not held against a person's own
      Given Uma has brought an OpenAI key ending in "4242"
      And OpenAI rejects our credentials
      And Sam has asked in vain once
      When Uma looks at the OpenAI key
      Then the OpenAI key is shown as ending in "4242" and in use
