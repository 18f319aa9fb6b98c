@OPS @people
Feature: Revoked tokens
  A token that fell into the wrong hands is worth nothing from the moment an administrator says so.
  Seam: administrator → tokens → the next request, and those under way.

  @OPS.2
  Rule: A revoked token stops working at once, wherever it is being used

    Example: The next request is refused, and the person's other token still works
      Given Olivia has given Uma a new token
      When Olivia revokes Uma's new token
      Then nobody is recognised by Uma's new token
      And Uma is recognised by her first token

    Example: An answer under way ends in the middle
      Given Anthropic will answer "Once upon a time", a word every 1 second
      And Uma listens for 2 seconds to Anthropic answering "Tell me a story"
      When Olivia revokes Uma's first token
      Then Uma's answer ends because nobody is recognised
      And Uma heard "Once upon" and nothing more
      And the connection to Anthropic was closed

    Example: A session made from it ends with it
      Given Olivia has given Uma a new token
      And Uma has opened a session with her new token
      When Olivia revokes Uma's new token
      Then nobody is recognised by Uma's session

    Example: What runs in such a session ends in the middle as well
      Given Anthropic will answer "Once upon a time", a word every 1 second
      And Olivia has given Uma a new token
      And Uma has opened a session with her new token
      And Uma listens in her session for 2 seconds to Anthropic
      When Olivia revokes Uma's new token
      Then what Uma hears in her session ends because nobody is recognised

    Example: A token is revoked only once
      Given Olivia has given Uma a new token
      And Olivia has revoked Uma's new token
      When Olivia revokes Uma's new token
      Then the request fails because there is no such thing
