@AR-12 @events
Feature: Whose subscription it is
  A subscription is its owner's, so that nobody else takes away what was meant for the owner.
  Seam: person or agent → subscription → its owner.

  Background:
    Given Uma is subscribed to "news"
    And Sam has published "The office moves" on "news"

  @AR-12.4 @backplane
  Rule: To others a subscription is as if it were not there

    Scenario Outline: <who> cannot <do> the subscription of Uma
      When <who> tries to <do> the subscription of Uma
      Then the request fails because there is no such thing
      And Uma is given "The office moves"

      Examples: users and agents, whatever they try
        | who     | do                  |
        | Mallory | look at             |
        | Mallory | take an event of    |
        | Mallory | acknowledge in      |
        | Mallory | refuse in           |
        | Mallory | end                 |
        | Mallory | see what went to    |
        | Ada     | take an event of    |

  @AR-12.4 @backplane
  Rule: Supervisors see how every subscription stands, but do not take its events

    Scenario Outline: Sam can <do> the subscription of Uma
      When Sam tries to <do> the subscription of Uma
      Then that works
      And Uma is given "The office moves"

      Examples: what supervisors look after
        | do                 |
        | look at            |
        | see what went to   |

    Scenario Outline: Sam cannot <do> the subscription of Uma
      When Sam tries to <do> the subscription of Uma
      Then the request fails because the role does not allow it
      And Uma is given "The office moves"

      Examples: what is the owner's alone
        | do               |
        | take an event of |
        | acknowledge in   |
        | refuse in        |

  @AR-12.4 @backplane
  Rule: A subscription that was ended is given nothing more

    Scenario Outline: <who> ends it
      When <who> tries to end the subscription of Uma
      Then the subscription of Uma is gone

      Examples: the owner, and who looks after it
        | who |
        | Uma |
        | Sam |

    Example: It cannot be ended twice
      Given Uma has ended the subscription
      When Uma tries to end the subscription of Uma
      Then the request fails because there is no such thing
