@INTG-05 @handoff
Feature: Declining what was handed on
  An agent that cannot do the work says so, and why, before it has begun.
  Seam: receiver or supervisor → handoff → giver.

  @INTG-05.1
  Rule: The receiver may decline with a reason as long as work on it has not started

    Example: Ines declines, and the reason is kept
      Given Uma has handed Ada's work on to Ines
      When Ines declines it because "I do not speak French"
      Then the handoff is declined because "I do not speak French"
      And Ada has been notified that Ines declined, once

    Scenario Outline: <person> declines for Ines
      Given Uma has handed Ada's work on to Ines
      When <person> declines it because "She is on holiday"
      Then the handoff is declined because "She is on holiday"

      Examples: of those who act for any agent
        | person |
        | Sam    |
        | Olivia |

    Example: A user does not act for an agent, not even if she handed it on
      Given Uma has handed Ada's work on to Ines
      When Uma declines it because "I changed my mind"
      Then the request fails because the role does not allow it
      And the handoff is accepted

    Example: The giver does not decline for the receiver
      Given Uma has handed Ada's work on to Ines
      When Ada declines it because "I changed my mind"
      Then the request fails because the role does not allow it
      And the handoff is accepted

    Example: Work that was asked for, and waits for approval, has not started
      Given Uma has handed Ada's work on to Ines
      And Uma has had Ines do the work "Where is it?", asking for approval first
      When Ines declines it because "I do not speak French"
      Then the handoff is declined because "I do not speak French"
      And one proposal waits

    Scenario Outline: <reason> is no reason
      Given Uma has handed Ada's work on to Ines
      When Ines declines it because <words>
      Then the request fails because the request is not valid
      And the handoff is accepted

      Examples: of what says nothing
        | reason  | words |
        | Nothing | ""    |
        | A blank | " "   |

  @INTG-05.1
  Rule: Once work on it has started it can no longer be declined

    Example: Work that is done is not declined afterwards
      Given Ines will answer "In Leipzig"
      And Uma has handed Ada's work on to Ines
      And Uma has had Ines do the work "Where is it?"
      When Ines declines it because "I do not speak French"
      Then the request fails because work on it has begun
      And the handoff is accepted

    Example: Nor by a supervisor
      Given Ines will answer "In Leipzig"
      And Uma has handed Ada's work on to Ines
      And Uma has had Ines do the work "Where is it?"
      When Sam declines it because "She is on holiday"
      Then the request fails because work on it has begun

    Example: Other work of the same agent is no start
      Given Ines will answer "In Leipzig"
      And Uma has handed Ada's work on to Ines
      And Uma has asked Ines "Where is it?"
      When Ines declines it because "I do not speak French"
      Then the handoff is declined because "I do not speak French"
