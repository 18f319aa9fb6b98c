@INTG-05 @ensemble @peer-review
Feature: Giving up votes and reviews
  Whoever put a question to several agents may give it up before all have answered; to others it does not exist.
  Seam: person → ensemble or review under way → agents.

  @INTG-05.16
  Rule: Only whoever asked and supervisors see a vote and give it up

    Background:
      Given Ada and Sol will vote "Red"
      And Ada takes 20 seconds to answer
      And Uma is waiting for a consensus of Ada and Sol on "Which colour?", and Sol has voted

    Scenario Outline: <person> gives up a vote that Uma asked for
      When <person> cancels the coordination
      Then the coordination is cancelled
      And OpenAI was asked twice

      Examples: of those who may
        | person |
        | Uma    |
        | Sam    |

    Example: Mallory finds no vote of Uma's
      When Mallory looks the coordination up
      Then the request fails because there is no such thing
      And the coordination is running

    Example: Mallory gives up no vote of Uma's
      When Mallory cancels the coordination
      Then the request fails because there is no such thing
      And the coordination is running

  @INTG-05.17
  Rule: Only whoever asked and supervisors see a review and give it up

    Background:
      Given Sol will want changes, and in the next round approve
      And Ada takes 20 seconds to answer
      And Uma is waiting for a review of "Dear all, we have moved" by Ada, and Sol has reviewed it

    Scenario Outline: <person> gives up a review that Uma asked for, and no further round begins
      When <person> cancels the coordination
      Then the coordination is cancelled
      And the connection to OpenAI was closed
      And Sol was asked once

      Examples: of those who may
        | person |
        | Uma    |
        | Sam    |

    Example: Mallory finds no review of Uma's
      When Mallory looks the coordination up
      Then the request fails because there is no such thing
      And the coordination is running

    Example: Mallory gives up no review of Uma's
      When Mallory cancels the coordination
      Then the request fails because there is no such thing
      And the coordination is running
