@INTG-04 @idempotency
Feature: Sends in doubt
  When a service falls silent nobody knows whether it took what was sent. People are told just that, and the platform looks before it sends again.
  Seam: person → outbox → Slack or GitHub.
  What people can settle themselves is told in "Settling sends".

  Background:
    Given GitHub has the repository "acme/website"

  @INTG-04.20
  Rule: A send without an answer is reported as unknown, whether or not it arrived

    Scenario Outline: The outcome is unknown when <service> <lapse>
      Given <service> <lapse>
      When Uma sends "Hello" through <service>
      Then the outcome is unknown
      And it counts as unknown
      And "Hello" <arrived> at <service>

      Examples: what Slack does
        | service | lapse                                       | arrived       |
        | Slack   | takes the next send but cuts the connection | arrived once  |
        | Slack   | takes the next send but never answers       | arrived once  |
        | Slack   | loses the next send and cuts the connection | never arrived |
        | Slack   | loses the next send and never answers       | never arrived |

      Examples: what GitHub does
        | service | lapse                                       | arrived       |
        | GitHub  | takes the next send but cuts the connection | arrived once  |
        | GitHub  | takes the next send but never answers       | arrived once  |
        | GitHub  | loses the next send and cuts the connection | never arrived |
        | GitHub  | loses the next send and never answers       | never arrived |

    Example: The operator learns that an outcome is unknown, and why
      Given Slack takes the next send but cuts the connection
      When Uma sends "Hello" through Slack
      Then the outcome is unknown
      And the log says of it that "the outcome of a send is unknown"

    Example: What Slack confirmed is no trouble to the operator
      When Uma sends "Hello" through Slack
      Then "Hello" is confirmed by Slack
      And the log says nothing of it

  @INTG-04.20
  Rule: What is found at the service is confirmed and not sent again

    Scenario Outline: A request repeated after <service> took it is confirmed when <service> <lapse>
      Given <service> <lapse>
      And Uma sent "Hello" through <service> under the key "greeting-1"
      When Uma sends "Hello" through <service> under the key "greeting-1"
      Then "Hello" is confirmed by <service>
      And "Hello" arrived once at <service>

      Examples: how the answer was lost
        | service | lapse                                       |
        | Slack   | takes the next send but cuts the connection |
        | Slack   | takes the next send but never answers       |
        | GitHub  | takes the next send but cuts the connection |
        | GitHub  | takes the next send but never answers       |

    Scenario Outline: The platform finds at <service> by itself what nobody asks for again
      Given the platform makes its rounds
      And <service> takes the next send but cuts the connection
      And Uma sent "Hello" through <service>
      When 15 seconds pass
      Then it counts as sent
      And "Hello" arrived once at <service>

      Examples: where it was sent
        | service |
        | Slack   |
        | GitHub  |

    Example: A message in doubt is found although Slack's clock is 5 minutes ahead
      Given Slack's clock is 5 minutes ahead
      And Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack

    Example: A message in doubt is found although 250 others came after it
      Given Slack takes the next send but cuts the connection
      And Uma sent "Hello" through Slack under the key "greeting-1"
      And Sam sent 250 messages through Slack
      When Uma sends "Hello" through Slack under the key "greeting-1"
      Then "Hello" is confirmed by Slack
      And "Hello" arrived once at Slack

    Example: A reply in doubt is found under the message that it answers
      Given Uma sent "Release 2.1 is out" through Slack
      And Slack takes the next send but cuts the connection
      And Sam replied "Well done" to "Release 2.1 is out" in Slack under the key "praise-1"
      When Sam replies "Well done" to "Release 2.1 is out" in Slack under the key "praise-1"
      Then "Well done" is confirmed by Slack
      And "Well done" arrived once at Slack
