@INTG-04 @sign-in
Feature: Google sign-in
  People who were invited sign in with their Google account and need no token of ours.
  Seam: browser → sign-in → Google.
  Sign-ins that are refused are told in "Refused sign-ins", "Invited people" and "Doubtful sign-ins".

  @INTG-04.21
  Rule: Signing in leads to Google and back, bound to the browser that began it

    Example: A sign-in is sent to Google with everything that ties its answer to it
      When Uma begins to sign in with Google
      Then Uma is led to Google with a state, a number for once and a proof of her own

    Example: Two sign-ins have nothing in common that could be guessed
      Given Uma began to sign in with Google
      When Sam begins to sign in with Google
      Then nothing ties the sign-ins of Uma and Sam together

    Example: Whoever consents is signed in and led to the start page
      Given Uma began to sign in with Google
      When Uma consents
      Then Uma is led to the start page
      And Uma is signed in

    Example: Nobody can sign in before Google tells us where its pages are
      Given Google is out of service
      When Uma begins to sign in with Google
      Then the request fails because Google did not confirm the sign-in

  @INTG-04.21
  Rule: A person is recognised by what Google calls them, not by their email address

    Example: Somebody whose address at Google has changed is still recognised
      Given Uma signed in with Google
      And Uma's Google account got the email address "uma@elsewhere.example"
      When Uma signs in with Google
      Then Uma is signed in

    Example: Somebody else who got a person's address at Google is not taken for them
      Given Uma signed in with Google
      And Mallory's Google account got the email address "uma@example.com"
      When Mallory signs in with Google
      Then the request fails because the sign-in was refused

    Example: Somebody who took over another invited address stays who they are
      Given Mallory signed in with Google
      And Mallory's Google account got the email address "olivia@example.com"
      When Mallory signs in with Google
      Then Mallory is signed in

  @INTG-04.21
  Rule: A sign-in returns to a page of ours and to no other

    Example: A person returns to the page that they came from
      Given Uma began to sign in with Google, to return to a place on the second page of the manual
      When Uma consents
      Then Uma is led to a place on the second page of the manual

    Scenario Outline: A sign-in that is to return to <page> is refused
      When Uma begins to sign in with Google, to return to <page>
      Then the request fails because the request is not valid
      And Google was asked nothing

      Examples: pages that are not ours
        | page                                      |
        | another site                              |
        | another site, over whatever connection    |
        | another site, disguised as a page of ours |
        | a program for the browser                 |
