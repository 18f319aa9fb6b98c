@INTG-05 @conflict @approval
Feature: Valid choices
  A choice counts only if it was among the options, and made by somebody who may make it.
  Seam: supervisor → choice → proposal with options.

  @INTG-05.18
  Rule: The choice is one of the options, exactly

    Background:
      Given Uma has had this conflict settled by a human:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |

    Scenario Outline: "<option>" is no option
      When Sam chooses "<option>"
      Then the request fails because the request is not valid
      And the place named is the choice
      And one proposal waits
      And the coordination is awaiting approval

      Examples: of what nobody wants, and what is only nearly an option
        | option      |
        | Ship never  |
        | ship today  |
        | Ship today. |

    Example: To approve without choosing is not enough
      When Sam approves it
      Then the request fails because the request is not valid
      And the place named is the choice
      And one proposal waits

    Example: To reject and to choose at once is not possible
      When Sam rejects it, and chooses "Ship today" all the same
      Then the request fails because the request is not valid
      And the place named is the choice
      And one proposal waits

    Example: A choice by somebody who saw another content does not count
      When Sam chooses "Ship today", having seen another content
      Then the request fails because the content is another
      And one proposal waits
      And the coordination is awaiting approval

  @INTG-05.18
  Rule: Where nothing is to be chosen, nothing can be

    Example: An agent's work is approved as it is, without a choice
      Given Uma has asked Ines to create "Dear all"
      When Sam chooses "Dear all"
      Then the request fails because the request is not valid
      And the place named is the choice
      And nothing was chosen for "Dear all"
      And one proposal waits
      And OpenAI was never contacted

  @INTG-05.18
  Rule: Whoever brought the conflict up does not choose, nor does anybody who decides no proposals

    Scenario Outline: <person> does not choose in a conflict that <asker> brought up
      Given <asker> has had this conflict settled by a human:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |
      When <person> chooses "Ship today"
      Then the request fails because <reason>
      And one proposal waits
      And the coordination is awaiting approval

      Examples: supervisors for themselves, and users
        | asker  | person  | reason                             |
        | Sam    | Sam     | nobody decides what they asked for |
        | Olivia | Olivia  | nobody decides what they asked for |
        | Uma    | Uma     | the role does not allow it         |
        | Uma    | Mallory | the role does not allow it         |

    Example: Another supervisor chooses
      Given Sam has had this conflict settled by a human:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |
      When Olivia chooses "Ship today"
      Then "Ship today" wins
