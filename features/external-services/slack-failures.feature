@INTG-04 @slack
Feature: Slack failures
  When Slack does not serve us, people learn whether it is our credentials, too much haste or a fault, and nothing is tried behind their back.
  Seam: person → Slack integration → Slack.

  @INTG-04.18
  Rule: Rejected credentials are told apart from all other faults

    Scenario Outline: Credentials that Slack answers with "<reason>" are reported as rejected
      Given Slack says "<reason>"
      When Uma sends "Hello" to the Slack channel "general"
      Then the request fails because Slack rejected our credentials
      And Slack's reason is "<reason>"
      And Slack was contacted once

      Examples: what is wrong with the credentials
        | reason           |
        | invalid_auth     |
        | token_revoked    |
        | account_inactive |

  @INTG-04.18
  Rule: When Slack asks us to slow down, the sender is told for how long

    Example: The sender is told to come back when Slack says so
      Given Slack asks us to wait 30 seconds
      When Uma sends "Hello" to the Slack channel "general"
      Then the request fails because Slack asked us to slow down
      And Uma may try again after 30 seconds
      And Slack was contacted once

    Example: The sender is told to come back after a second when Slack does not say
      Given Slack asks us to wait without saying how long
      When Uma sends "Hello" to the Slack channel "general"
      Then the request fails because Slack asked us to slow down
      And Uma may try again after 1 second

  @INTG-04.18
  Rule: Any other fault is Slack's failure, and its reason is passed on

    Scenario Outline: Slack's own fault "<reason>" is passed on
      Given Slack says "<reason>"
      When Uma sends "Hello" to the Slack channel "general"
      Then the request fails because Slack failed
      And Slack's reason is "<reason>"

      Examples: a word of Slack's that is none of those above
        | reason            |
        | fatal_error       |
        | restricted_action |

    Scenario Outline: Slack failed when it <condition>
      Given Slack <condition>
      When Uma sends "Hello" to the Slack channel "general"
      Then the request fails because Slack failed
      And Slack's reason is "<reason>"
      And the Slack channel "general" shows nothing

      Examples: why Slack cannot be reached
        | condition                     | reason                                             |
        | refuses the connection        | the connection was refused                         |
        | has moved, nobody knows where | its host is unknown                                |
        | has broken security           | no secure connection (DEPTH_ZERO_SELF_SIGNED_CERT) |

      Examples: how Slack answers what is no answer
        | condition                         | reason                       |
        | is out of service                 | it answered with HTTP 503    |
        | sends us elsewhere                | it answered with HTTP 302    |
        | answers in broken text            | its answer could not be read |
        | answers with nothing              | its answer could not be read |
        | answers with a web page           | its answer could not be read |
        | answers in the wrong kind of text | its answer could not be read |
        | answers without content           | its answer could not be read |

    Example: Nothing can be sent while Slack is not set up
      Given Slack is not set up
      When Uma sends "Hello" to the Slack channel "general"
      Then the request fails because the service is not set up
      And Slack was never contacted
