@AR-05 @governance @approval
Feature: Agents that are changed while a proposal waits
  Who approves knows which agent will do it: one that is told something else meanwhile is another.
  Seam: whoever made the agent → agent's instructions → proposal → supervisor.
  Pauses and lost levels have a feature of their own.

  @AR-05.9
  Rule: A proposal is void once the agent is told something else than when it was asked for

    Example: Other instructions make it void
      Given Uma has asked Sol to delete "The old entries"
      And Olivia has told Sol from now on to "Delete everything"
      When Sam approves it
      Then the request fails because the proposal is void
      And OpenAI was never contacted

    Example: Another model makes it void
      Given Uma has asked Sol to delete "The old entries"
      And Olivia has given Sol the model "gpt-6-luna"
      When Sam approves it
      Then the request fails because the proposal is void
      And OpenAI was never contacted

    Example: Another name does not
      Given OpenAI will answer "Done"
      And Uma has asked Sol to delete "The old entries"
      And Olivia has given Sol the name "Solomon"
      When Sam approves it
      Then the execution is completed
