@INTG-04 @sign-in
Feature: Refused sign-ins
  Nobody gets in through a sign-in that they did not begin, that came too late, or that was used before.
  Seam: browser → sign-in → Google.

  @INTG-04.22
  Rule: A sign-in that was not begun in this browser is refused before Google is asked

    Example: A way back without a state is refused
      Given Uma began to sign in with Google
      When Uma comes back from Google without a state
      Then the request fails because the sign-in was not started here, or too long ago
      And Google was asked nothing
      And no session was opened

    Example: A state that nobody issued is refused
      Given Uma began to sign in with Google
      When Uma comes back from Google with the state "q3qfCpbhTzUiGJvyVnZ1hXg0LwYv3w2HkqJ1ZxYtU9s"
      Then the request fails because the sign-in was not started here, or too long ago
      And Google was asked nothing
      And no session was opened

    Example: Nobody can be led into another's account
      Given Mallory began to sign in with Google
      When Uma's browser is led to the end of Mallory's sign-in
      Then the request fails because the sign-in was not started here, or too long ago
      And Google was asked nothing
      And no session was opened

    Example: Another's sign-in does not fit one's own
      Given Uma began to sign in with Google
      And Mallory began to sign in with Google
      When Mallory's browser is led to the end of Uma's sign-in
      Then the request fails because the sign-in was not started here, or too long ago
      And Google was asked nothing
      And no session was opened

  @INTG-04.22
  Rule: A sign-in must be finished within 10 minutes

    Example: A second before its 10 minutes are over, a sign-in is finished
      Given Uma began to sign in with Google
      And 10 minutes minus 1 second pass
      When Uma consents
      Then Uma is signed in

    Example: After 10 minutes a sign-in is refused
      Given Uma began to sign in with Google
      And 10 minutes pass
      When Uma consents
      Then the request fails because the sign-in was not started here, or too long ago
      And Google was asked nothing
      And no session was opened

  @INTG-04.22
  Rule: A sign-in can be finished once

    Example: The way back cannot be used a second time
      Given Uma signed in with Google
      When Uma comes back from Google the same way again
      Then the request fails because the sign-in was not started here, or too long ago
      And Google was asked nothing more
      And no second session was opened

    Example: Whoever recorded all of a sign-in cannot repeat it
      Given Uma signed in with Google
      When somebody repeats Uma's way back from Google with all that was in Uma's browser
      Then the request fails because the sign-in was not started here, or too long ago
      And Google was asked nothing more

    Example: A sign-in that was refused cannot be tried again
      Given Uma began to sign in with Google
      And Uma refused to consent, but the sign-in was refused
      When somebody repeats Uma's way back from Google with all that was in Uma's browser
      Then the request fails because the sign-in was not started here, or too long ago
      And no session was opened
