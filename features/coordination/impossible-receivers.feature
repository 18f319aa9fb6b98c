@INTG-05 @handoff
Feature: Receivers that cannot take work
  Whoever hands on learns at once that nobody is there to take it, and why.
  Seam: person → handoff → agents.

  @INTG-05.3
  Rule: An agent does not hand work to itself

    Scenario Outline: <agent> does not hand its own work on to <agent>
      When Uma hands <agent>'s work on to <agent>
      Then the request fails because nobody hands work on to themselves
      And the place named is the receiver

      Examples: of all levels, students included
        | agent |
        | Ada   |
        | Stu   |

    Example: Nor does it hand to itself what was handed to it
      Given Uma has handed Ada's work on to Ines
      When Uma hands it on to Ines
      Then the request fails because nobody hands work on to themselves

  @INTG-05.3
  Rule: An agent that nobody knows takes no work, and gives none

    Example: The receiver does not exist
      When Uma hands Ada's work on to an agent that does not exist
      Then the request fails because there is no such thing
      And the place named is the receiver

    Example: The giver does not exist
      When Uma hands the work of an agent that does not exist on to Ada
      Then the request fails because there is no such thing

  @INTG-05.3
  Rule: A paused or retired agent takes no work, and gives none

    Scenario Outline: Ines <change>, and Ada's work does not get to Ines
      Given Ines <change>
      When Uma hands Ada's work on to Ines
      Then the request fails because <why>

      Examples: of agents that stand still
        | change      | why                  |
        | was paused  | the agent is paused  |
        | was retired | the agent is retired |

    Scenario Outline: Ada <change>, and its work does not get to Ines
      Given Ada <change>
      When Uma hands Ada's work on to Ines
      Then the request fails because <why>

      Examples: of givers that stand still
        | change      | why                  |
        | was paused  | the agent is paused  |
        | was retired | the agent is retired |

    Example: Handing up to a paused agent makes no proposal
      Given Sol was paused
      When Uma hands Ines's work on to Sol
      Then the request fails because the agent is paused
      And no proposal waits

    Example: An agent that works again takes it
      Given Ines was paused and resumed
      When Uma hands Ada's work on to Ines
      Then the work has arrived
