@AR-05 @governance @approval
Feature: Proposals
  What an agent may not do alone, it may propose; a human looks at it and says yes or no.
  Seam: person → governance → proposal → supervisors.
  What comes of a decision, and who may decide, have features of their own.

  @AR-05.8
  Rule: What needs approval becomes a proposal, and nothing of it happens yet

    Example: The proposal shows exactly what would be done, and for whom
      When Uma asks Sol to send email "Dear all, the office is closed"
      Then a proposal waits for a supervisor
      And it proposes that Sol shall send email "Dear all, the office is closed" for Uma
      And it can be decided for 24 hours
      And OpenAI was never contacted

    Example: Nothing of it is in a conversation before it is approved
      When Uma asks Sol to send email "Dear all"
      Then a proposal waits for a supervisor
      And Uma has no conversation

    Example: Whoever would listen word by word is told of the proposal in the same way
      When Uma asks Sol to send email "Dear all", to be answered word by word
      Then a proposal waits for a supervisor
      And OpenAI was never contacted

    Example: The same wish twice makes two proposals
      Given Uma has asked Sol to send email "Dear all"
      When Uma asks Sol to send email "Dear all"
      Then two proposals wait
      And OpenAI was never contacted

    Example: A proposal that nobody decides does not happen by itself
      Given Uma has asked Sol to send email "Dear all"
      And the platform makes its rounds
      When 23 hours pass
      Then one proposal waits
      And the execution is awaiting approval
      And OpenAI was never contacted

  @AR-05.8
  Rule: Supervisors are told of a proposal by an alert, at once

    Scenario Outline: <supervisor>, who listens to the alerts, is told
      Given <supervisor> is listening to the alerts
      When Uma asks Sol to send email "Dear all"
      Then <supervisor> has been notified that Sol proposes to send email, once
      And one proposal waits

      Examples: of those who may decide
        | supervisor |
        | Sam        |
        | Olivia     |

    Example: Whoever was away is told afterwards
      Given Uma has asked Sol to send email "Dear all"
      When Sam listens to the alerts from the beginning
      Then Sam has been notified that Sol proposes to send email, once
      And one proposal waits

    Scenario Outline: Supervisors are told that it <ended> as well
      Given the platform makes its rounds
      And Uma has asked Sol to send email "Dear all"
      And Sam is listening to the alerts
      When <what happens>
      Then Sam has been notified that the proposal <ended>, once

      Examples: of a decision, and of none
        | ended        | what happens                          |
        | was rejected | Olivia rejects it because "Not today" |
        | has expired  | 25 hours pass                         |

  @AR-05.8
  Rule: A proposal is seen by whoever asked and by supervisors

    Scenario Outline: <person> sees it
      Given Uma has asked Sol to send email "Dear all"
      When <person> looks at the proposal
      Then it proposes that Sol shall send email "Dear all" for Uma
      And one proposal waits

      Examples: of those whom it concerns
        | person |
        | Uma    |
        | Sam    |
        | Olivia |

    Example: Mallory's list has only what Mallory asked for
      Given Uma has asked Sol to send email "Dear all"
      When Mallory lists the proposals
      Then no proposal is listed
      And one proposal waits

    Example: Mallory, who did not ask, does not see it
      Given Uma has asked Sol to send email "Dear all"
      When Mallory looks at the proposal
      Then the request fails because there is no such thing
      And one proposal waits
