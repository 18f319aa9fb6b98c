@INTG-04 @access
Feature: Sessions from a token
  People who work in a browser exchange their token for a session, which no other site can use.
  Seam: browser → token → session → everything that the person may do.
  Sessions opened by signing in with Google are told there.

  @INTG-04.25
  Rule: A token can be exchanged for a session

    Example: Uma is recognised by the session that she opened with her token
      When Uma opens a session with her first token
      Then Uma is recognised by her session
      And scripts cannot read the session, and other sites cannot send it along

    Example: A session gives its holder no more than the token did
      When Uma opens a session with her first token
      Then Uma may not read the audit trail in her session

    Example: No session is made from a session
      Given Uma has opened a session with her first token
      When Uma opens another session with the one she has
      Then the request fails because the present state does not allow it

  @INTG-04.25
  Rule: Another site cannot act through a person's session

    Example: A page of another site asks in vain
      Given Uma has opened a session with her first token
      When a page of another site asks OpenAI a question in Uma's session
      Then the request fails because the request comes from another site
      And OpenAI was never contacted

    Example: Our own page asks in Uma's name
      Given Uma has opened a session with her first token
      And OpenAI will answer "Certainly"
      When our own page asks OpenAI a question in Uma's session
      Then the answer is "Certainly", given by OpenAI

    Example: A page that hides where it comes from asks in vain
      Given Uma has opened a session with her first token
      When a page that hides where it comes from asks OpenAI a question in Uma's session
      Then the request fails because the request comes from another site
      And OpenAI was never contacted
