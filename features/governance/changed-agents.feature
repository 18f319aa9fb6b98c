@AR-05 @governance
Feature: Changed agents
  Whatever changes about an agent counts for the next decision, and for work that was waiting to start.
  Seam: change of level, pause, retirement → next decision → execution.

  @AR-05.5
  Rule: A change counts from the next decision on, and what runs already is finished

    Example: What Ada is saying when it is paused is said to the end
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Hello"
      When Olivia pauses Ada
      Then Ada answers "You said: Hello"

    Example: What Ada is asked next is refused
      Given OpenAI takes 8 seconds to answer
      And Uma is waiting for Ada's answer to "Hello"
      And Ada was paused
      When Sam asks Ada "Hello"
      Then the request fails because the agent is paused
      And OpenAI was asked once

    Example: An agent that has lost its level needs approval for what it did alone before
      Given Uma has asked Sol to create "The calendar"
      And Sol was demoted to intern
      When Uma asks Sol to create "The calendar"
      Then a proposal waits for a supervisor
      And OpenAI was asked once

    Example: An agent that has lost its level may no longer do what it proposed before
      Given Sol was demoted to intern
      When Uma asks Sol to send email "Hello"
      Then the request fails because the agent may not do that
      And Uma is told that Sol is an intern, and that it takes an autonomous agent

    Example: An agent that was promoted may do more
      Given OpenAI will answer "Good morning"
      And Stu was promoted to intern
      When Uma asks Stu "Hello"
      Then Stu answers "Good morning"

  @AR-05.5
  Rule: Work that waits to start is decided again when it starts

    Scenario Outline: What was approved does not start when Sol <change> before
      Given Uma has asked Sol to send email "Hello"
      And Sam has approved it, but nothing can be started
      And Sol <change>
      When things can be started again
      Then the execution is blocked
      And it was decided twice: needs approval, then blocked
      And OpenAI was never contacted

      Examples: of changes meanwhile
        | change                |
        | was paused            |
        | was retired           |
        | was demoted to intern |

    Example: What was approved on demand does not start when Ada lost a level before, though it would need approval only
      Given Uma has asked Ada to send email "Hello", asking for approval first
      And Sam has approved it, but nothing can be started
      And Ada was demoted to supervised
      When things can be started again
      Then the execution is blocked
      And OpenAI was never contacted

    Example: What was approved starts when nothing has changed
      Given OpenAI will answer "Sent"
      And Uma has asked Sol to send email "Hello"
      And Sam has approved it, but nothing can be started
      When things can be started again
      Then the execution is completed
      And it was decided twice: needs approval, then allowed
      And OpenAI was asked once
