@INTG-04 @github
Feature: GitHub failures
  When GitHub does not serve us, people learn whether it is our credentials, too much haste or a fault, and nothing is tried behind their back.
  Seam: person → GitHub integration → GitHub.

  Background:
    Given GitHub has the repository "acme/website"

  @INTG-04.19
  Rule: Rejected credentials are told apart from all other faults

    Scenario Outline: Our credentials count as rejected when GitHub <condition>
      Given GitHub <condition>
      When Uma files the issue "Footer overlaps" in "acme/website"
      Then the request fails because GitHub rejected our credentials
      And GitHub was contacted once

      Examples: what GitHub does with the credentials
        | condition                          |
        | rejects our credentials            |
        | forbids our credentials to be used |

  @INTG-04.19
  Rule: Under GitHub's limit for everybody the sender is told when it ends

    Example: The sender is told to come back when GitHub says so
      Given GitHub asks us to wait 45 seconds
      When Uma files the issue "Footer overlaps" in "acme/website"
      Then the request fails because GitHub asked us to slow down
      And Uma may try again after 45 seconds
      And GitHub was contacted once

    Example: The sender is told to come back when the limit begins anew, half an hour later
      Given GitHub asks us to wait without saying how long
      When Uma files the issue "Footer overlaps" in "acme/website"
      Then the request fails because GitHub asked us to slow down
      And Uma may try again after 30 minutes

  @INTG-04.19
  Rule: Under GitHub's limit for those in haste the sender is told how long to wait

    Scenario Outline: The sender is told how long to wait when GitHub finds us <haste>
      Given GitHub finds us <haste> and asks us to wait <wait>
      When Uma files the issue "Footer overlaps" in "acme/website"
      Then the request fails because GitHub asked us to slow down
      And Uma may try again after <told>

      Examples: how GitHub says it, and for how long
        | haste         | wait                      | told       |
        | too busy      | 90 seconds                | 90 seconds |
        | much too busy | 90 seconds                | 90 seconds |
        | too busy      | without saying how long   | 60 seconds |
        | much too busy | until 90 seconds from now | 90 seconds |

  @INTG-04.19
  Rule: Any other fault is GitHub's failure

    Scenario Outline: GitHub failed when it <condition>
      Given GitHub <condition>
      When Uma files the issue "Footer overlaps" in "acme/website"
      Then the request fails because GitHub failed
      And "acme/website" shows no issue

      Examples: why there is no answer, or none that can be used
        | condition                     |
        | refuses the connection        |
        | has moved, nobody knows where |
        | has broken security           |
        | is out of service             |
        | has an internal error         |
        | sends us elsewhere            |
        | answers in broken text        |
        | answers with nothing          |
        | answers with a web page       |
        | answers without content       |

    Example: What GitHub forbids for a reason of its own is passed on
      Given GitHub forbids it, saying "Repository was archived so is read-only."
      When Uma files the issue "Footer overlaps" in "acme/website"
      Then the request fails because GitHub failed
      And GitHub's reason is "Repository was archived so is read-only."

    Example: Nothing can be filed while GitHub is not set up
      Given GitHub is not set up
      When Uma files the issue "Footer overlaps" in "acme/website"
      Then the request fails because the service is not set up
      And GitHub was never contacted
