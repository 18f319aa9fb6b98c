@INTG-04 @sign-in
Feature: Invited people
  A Google account alone opens nothing: its owner must consent, Google must have verified the address, and we must have invited it.
  Seam: browser → sign-in → Google.

  @INTG-04.22
  Rule: Without consent, a verified address and an invitation nobody is let in

    Example: Whoever refuses to consent is not let in
      Given Uma began to sign in with Google
      When Uma refuses to consent
      Then the request fails because the sign-in was refused
      And Google was asked nothing
      And no session was opened

    Example: An address that Google has not verified opens no session
      Given Google has not verified Uma's email address
      When Uma signs in with Google
      Then the request fails because the sign-in was refused
      And no session was opened

    Example: An address that nobody invited opens no session
      Given Mallory's Google account has the email address "mallory@elsewhere.example"
      When Mallory signs in with Google
      Then the request fails because the sign-in was refused
      And no session was opened
