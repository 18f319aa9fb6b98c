@M06 @assistants
Feature: Assistants and agents
  Assistants hand work to the platform's agents, and hold for them what only one can use at a time.
  Seam: assistant → tool → agents, handoffs, leases.

  @M06.12
  Rule: An assistant runs an agent as far as the agent's level goes

    Example: The agent's answer is the tool's answer
      Given Uma works through an assistant
      When Uma asks Ada to summarize "The words of OpenAI"
      Then Ada answers "You said: The words of OpenAI"
      And Uma's assistant has used run_agent

    Example: What needs approval waits for a human
      Given Uma works through an assistant
      When Uma asks Sol to deploy "The words of OpenAI"
      Then a proposal waits for a supervisor
      And OpenAI was never contacted

    Example: What the agent has not earned is refused
      Given Uma works through an assistant
      When Uma asks Stu to deploy "The words of OpenAI"
      Then the request fails because the agent may not do that
      And OpenAI was never contacted

  @M06.12
  Rule: An assistant hands work on, declines it, and sees what was handed on

    Example: Work arrives at another agent
      Given Uma works through an assistant
      When Uma hands Ada's work on to Sol
      Then the work has arrived
      And the handoff is accepted

    Example: Work is declined with a reason
      Given Sam works through an assistant
      And Uma has handed Ada's work on to Ines
      When Sam declines it because "She is on holiday"
      Then the handoff is declined because "She is on holiday"
      And Sam's assistant has used decline_handoff and get_handoff

    Example: A student hands on nothing
      Given Uma works through an assistant
      When Uma hands Stu's work on to Ines
      Then the request fails because the agent may not hand that on

  @M06.12
  Rule: An assistant asks for a lease, renews it and gives it back

    Example: One agent holds it and the other waits
      Given Uma works through an assistant
      When Uma asks for "printer" for Sol, Ada and Ines
      Then "printer" is held by Sol, under number 1
      And Ada and Ines wait for "printer"
      And Uma's assistant has used request_lease

    Example: What is given back goes to the next
      Given Uma works through an assistant
      And Sol holds "printer"
      And Ada waits for it
      When Uma gives "printer" back
      Then "printer" is held by Ada, under number 2

    Example: A lease that is renewed lasts from then on
      Given Uma works through an assistant
      And Sol holds "printer" for 60 seconds
      And 50 seconds have passed
      When Uma renews the lease of "printer"
      Then the lease of "printer" runs out in 60 seconds

  @M06.12
  Rule: An assistant finds the agents that there are

    Example: All of them are listed
      Given Uma works through an assistant
      When the assistant of Uma lists the agents
      Then it is told of Ada, Sol, Ines and Stu
