@M06 @requests @backplane
Feature: Who replies
  A reply counts only from the agent that is asked, and only once, so that an asker can rely on it.
  Seam: reply → backplane → the one question that it is meant for.

  Background:
    Given Uma has put "Is the van free?" to Sol

  @M06.3
  Rule: Only the agent that is asked replies, or a supervisor for it

    Scenario Outline: A reply of <somebody> reaches nobody
      When <somebody> replies "It is" to "Is the van free?"
      Then the request fails because there is no such thing
      And "Is the van free?" still waits for a reply

      Examples: another agent, the asker, another person, a supervisor who does not act for the agent
        | somebody |
        | Ada      |
        | Uma      |
        | Mallory  |
        | Sam      |

    Example: A supervisor replies for the agent
      When Sam replies "It is" to "Is the van free?" for Sol
      Then "Is the van free?" is answered "It is" by Sol

    Example: A supervisor cannot reply for an agent that is not asked
      When Sam replies "It is" to "Is the van free?" for Ada
      Then the request fails because there is no such thing
      And "Is the van free?" still waits for a reply

    Example: A user replies for no agent
      When Mallory replies "It is" to "Is the van free?" for Sol
      Then the request fails because the role does not allow it
      And "Is the van free?" still waits for a reply

  @M06.3
  Rule: A question takes one reply

    Example: A second reply is refused, and the first one counts
      Given Sol has replied "It is" to "Is the van free?"
      When Sol replies "It is not" to "Is the van free?"
      Then the request fails because it is not waited for any more
      And "Is the van free?" is answered "It is" by Sol

    Example: Of two replies at the same moment one counts
      When Sol replies "It is" and "It is not" to "Is the van free?" at the same moment
      Then one of them is taken, and "Is the van free?" is answered with it

  @M06.3
  Rule: What an agent is asked is shown to the agent, and to supervisors

    Example: The agent itself sees it
      When Sol looks at what Sol is asked
      Then that is the question "Is the van free?"

    Example: A supervisor sees it
      When Sam looks at what Sol is asked
      Then that is the question "Is the van free?"

    Scenario Outline: <somebody> is not shown it
      When <somebody> looks at what Sol is asked
      Then the request fails because the role does not allow it

      Examples: a user, and an agent of a higher level
        | somebody |
        | Mallory  |
        | Ada      |
