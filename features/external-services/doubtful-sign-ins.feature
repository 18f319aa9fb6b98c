@INTG-04 @sign-in
Feature: Doubtful sign-ins
  Where Google does not answer, or what it says does not hold, nobody is let in.
  Seam: browser → sign-in → Google.

  @INTG-04.22
  Rule: A code that Google does not exchange opens no session

    Example: A code that Google does not accept opens no session
      Given Uma began to sign in with Google
      And Google does not accept our code
      When Uma consents
      Then the request fails because Google did not confirm the sign-in
      And no session was opened

    Scenario Outline: No session is opened when Google <condition>
      Given Uma began to sign in with Google
      And Google <condition>
      When Uma consents
      Then the request fails because Google did not confirm the sign-in
      And no session was opened

      Examples: how the exchange can fail
        | condition               |
        | is out of service       |
        | rejects our credentials |
        | refuses the connection  |
        | hangs up                |
        | is silent               |
        | sends us elsewhere      |
        | answers in broken text  |
        | answers with nothing    |
        | answers with a web page |
        | answers without content |

  @INTG-04.22
  Rule: A statement of Google's that does not hold opens no session

    Scenario Outline: No session is opened when Google's statement <flaw>
      Given Google's statement about the person <flaw>
      When Uma signs in with Google
      Then the request fails because Google did not confirm the sign-in
      And no session was opened

      Examples: what is wrong with the statement
        | flaw                       |
        | is not signed by Google    |
        | comes from another issuer  |
        | is meant for somebody else |
        | has expired                |
        | belongs to another sign-in |
        | is missing                 |
