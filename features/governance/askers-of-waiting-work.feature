@AR-05 @governance @approval
Feature: Whoever asked for work that waits
  Work that waits to start is done only for somebody who may still have it done.
  Seam: whoever asked → decision when the work starts → execution.

  @AR-05.5
  Rule: What an agent asked for does not start once that agent may not have it done any more

    Scenario Outline: What Ada asked for does not start when Ada was <change> before
      Given Ada has asked Sol, with a token of its own, to send email "Hello"
      And Ada was <change>
      When Sam approves it
      Then the execution is blocked because the agent is <change>
      And it was decided twice: needs approval, then blocked
      And OpenAI was never contacted

      Examples: of changes meanwhile
        | change  |
        | paused  |
        | retired |

    Example: Nor does it start when Ada was retired after the approval
      Given Ada has asked Sol, with a token of its own, to send email "Hello"
      And Sam has approved it, but nothing can be started
      And Ada was retired
      When things can be started again
      Then the execution is blocked because the agent is retired
      And OpenAI was never contacted

    Example: What Sol asked for does not start once Bo stands above Sol
      Given the agent "Bo", supervised
      And Sol has asked "Bo", with a token of its own, to send email "Hello"
      And Sol was demoted to intern
      When Sam approves it
      Then the execution is blocked because the role does not allow it
      And OpenAI was never contacted

    Example: It starts when Ada is at work again
      Given OpenAI will answer "Sent"
      And Ada has asked Sol, with a token of its own, to send email "Hello"
      And Ada was paused and resumed
      When Sam approves it
      Then the execution is completed
      And it was decided twice: needs approval, then allowed

  @AR-05.5
  Rule: What a person asked for does not start once they are removed

    Example: Uma is removed before the approval
      Given Uma has asked Sol to send email "Hello"
      And Olivia has removed "Uma"
      When Sam approves it
      Then the execution is blocked because nobody is recognised
      And it was decided twice: needs approval, then blocked
      And OpenAI was never contacted

    Example: Uma is removed between the approval and the start
      Given the platform makes its rounds
      And Uma has asked Sol to send email "Hello"
      And Sam has approved it, but nothing can be started
      And Olivia has removed "Uma"
      When things can be started again
      Then the execution is blocked because nobody is recognised
      And OpenAI was never contacted
