@INTG-05 @conflict @approval
Feature: Choosing in conflicts
  What agents cannot settle among themselves is settled by a human who sees all the options.
  Seam: conflict → proposal with options → supervisor's choice.

  Background:
    Given the platform makes its rounds
    And Uma has had this conflict settled by most votes:
      | agent | wants         |
      | Ada   | Ship today    |
      | Sol   | Ship tomorrow |

  @INTG-05.18
  Rule: A human picks one of the options, and it wins

    Scenario Outline: Sam picks "<option>"
      When Sam chooses "<option>"
      Then "<option>" wins
      And the proposal says that Sam chose "<option>"
      And no proposal waits

      Examples: the first, and the second
        | option        |
        | Ship today    |
        | Ship tomorrow |

    Example: Whoever chooses sees who wants what
      When Sam looks at what there is to choose
      Then the proposal shows who wants what, for Uma:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |
      And one proposal waits

    Example: Of two who choose at the same moment, one counts
      When Sam chooses "Ship today" and Olivia "Ship tomorrow" at the same moment
      Then one of the two decisions counts, and the other fails because the proposal was decided already
      And what wins is what the one that counts chose

    Example: What was chosen is not chosen again
      Given Sam has chosen "Ship today"
      When Olivia chooses "Ship tomorrow" after all
      Then the request fails because the proposal was decided already
      And "Ship today" wins

    Example: An agent that is retired meanwhile has still said what it wanted
      Given Sol was retired
      When Sam chooses "Ship tomorrow"
      Then "Ship tomorrow" wins

  @INTG-05.18
  Rule: If no human picks one, none wins

    Example: The question is rejected
      When Sam rejects it because "Neither will do"
      Then the conflict is failed, as it was rejected because "Neither will do"
      And the question to humans is rejected

    Example: Nobody chooses within 24 hours
      When 25 hours pass
      Then the conflict is failed, as nobody chose in time
      And the question to humans is expired

    Example: After 24 hours it is too late, even before the platform has made its rounds
      Given the clock is set 24 hours ahead
      When Sam chooses "Ship today" after all
      Then the request fails because the proposal has expired
      And the conflict is failed, as nobody chose in time
      And the question to humans is expired

    Example: Uma, who brought it up, gives it up
      When Uma cancels the coordination
      Then the conflict is cancelled, and nobody has won
      And the question to humans is void

    Example: That she gave it up is on record as the end of it
      When Uma cancels the coordination
      Then it is on record that Uma had it settled by most votes, and gave it up

    Example: Supervisors are told that nothing is to be chosen any more
      Given Sam is listening to the alerts
      When Uma cancels the coordination
      Then Sam has been notified that nothing is to be decided any more, once
      And the record says that Uma made the proposal void

    Example: What was given up is not chosen any more
      Given Uma has cancelled the coordination
      When Sam chooses "Ship today" after all
      Then the request fails because the proposal is void
      And the conflict is cancelled, and nobody has won

    Example: What is settled is not given up any more
      Given Sam has chosen "Ship today"
      When Uma cancels the coordination
      Then the request fails because the present state does not allow it
      And "Ship today" wins
