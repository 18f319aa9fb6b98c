@INTG-04 @sign-in
Feature: Sessions
  A session lasts a working day, ends when its person signs out, and cannot be taken away from their browser.
  Seam: browser → session → any request.

  @INTG-04.21
  Rule: A session lasts 12 hours

    Example: A second before its 12 hours are over, a session still counts
      Given Uma signed in with Google
      And 12 hours minus 1 second pass
      When Uma asks who is signed in
      Then it is Uma

    Example: After 12 hours a session counts no more
      Given Uma signed in with Google
      And 12 hours pass
      When Uma asks who is signed in
      Then the request fails because nobody is recognised

  @INTG-04.21
  Rule: A session ends when its person signs out

    Example: Whoever signs out is not recognised any more
      Given Uma signed in with Google
      When Uma signs out
      Then Uma is signed out
      And the session that Uma had is worth nothing to whoever kept it

    Example: Signing out ends nobody else's session
      Given Uma signed in with Google
      And Sam signed in with Google
      And Uma signs out
      When Sam asks who is signed in
      Then it is Sam

  @INTG-04.21
  Rule: What a sign-in leaves in the browser is kept from scripts, from other sites and from unencrypted connections

    Example: Scripts cannot read it and other sites cannot use it
      When Uma signs in with Google
      Then nothing left in Uma's browser can be read by scripts or sent along by other sites

    Example: It travels over encrypted connections only where the platform is reached by one
      Given the platform is reached over encrypted connections
      When Uma signs in with Google
      Then Uma is signed in
      And what is left in Uma's browser travels over encrypted connections only

    Example: It travels over any connection where the platform is reached on this machine alone
      Given the platform is reached on this machine alone
      When Uma signs in with Google
      Then Uma is signed in
      And what is left in Uma's browser travels over any connection
