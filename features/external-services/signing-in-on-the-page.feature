@INTG-04 @access @browser
Feature: Signing in on the page
  The page at the platform's address takes a token or leads to Google, and keeps no secret in the browser that a script could read.
  Seam: person → page → session.

  @INTG-04.25
  Rule: The page exchanges a token for a session, for supervisors and administrators

    Scenario Outline: <person>, who is <role>, sees what runs
      When <person> signs in on the page with a token
      Then the page greets "<person> (<role>)" and says "No agent is at work."
      And the token is nowhere in the browser

      Examples: of those who may supervise
        | person | role          |
        | Sam    | supervisor    |
        | Olivia | administrator |

    Example: A user is told whom the page is for, and is led elsewhere
      When Uma signs in on the page with a token
      Then the page says "This page is for supervisors"
      And the page leads to the description of what the platform understands

    Example: An unknown token opens nothing
      When a stranger signs in on the page with the token "ccd_nobody-has-this-one"
      Then the page refuses it: "This token is unknown, expired or revoked."
      And the token is nowhere in the browser

    Example: Nothing is shown to a stranger
      When a stranger opens the page
      Then the page asks for a token
      And the page has no barriers, and nothing of it is cut off

    Example: Whoever signs out leaves nothing on the page
      Given Sam has the page open
      When Sam presses "Sign out" on the page
      Then the page asks for a token
      And nobody is greeted on the page

    Example: Whoever's session is taken away has to sign in anew
      Given Sam has the page open
      When Olivia revokes Sam's first token
      Then the page has to be signed in to anew, and says "Your session has ended."
      And nobody is greeted on the page

  @INTG-04.21
  Rule: The page leads to Google where the platform knows Google

    Example: The way to Google is there
      When a stranger opens the page
      Then the page leads to Google

    Example: Without Google there is no such way
      Given the platform does not know Google
      When a stranger opens the page
      Then the page does not lead to Google

  @INTG-04.25
  Rule: The browser takes the page from the platform alone, and only once

    Example: Nothing from elsewhere runs on the page
      When a stranger opens the page
      Then the browser takes nothing from elsewhere and nothing that stands in the page itself

    Example: A page that has not changed is not sent again
      Given a stranger has opened the page
      When a stranger opens the page again
      Then the page itself was not sent a second time
