@M06 @backplane @queues @access
Feature: Rights to tasks
  Everybody may leave work and do work, each in their own name; only supervisors may speak for others.
  Seam: person or agent → rights → task queue.

  @M06.2
  Rule: An agent's token adds, takes and completes as that agent

    Example: What Ada adds is Ada's
      When Ada adds "resize" to "images"
      Then the task "resize" was added by Ada

    Example: What Ada takes is in Ada's hands
      Given Uma has added "resize" to "images"
      When Ada takes a task from "images"
      Then the queue shows "resize" as claimed, by Ada

    Example: Ada does not work for Sol
      Given Uma has added "resize" to "images"
      When Ada, for Sol, takes a task from "images"
      Then the request fails because the role does not allow it
      And the queue shows "resize" as pending

    Example: Ada does not work under another name
      Given Uma has added "resize" to "images"
      When Ada takes a task from "images" as "Sol"
      Then the request fails because the role does not allow it
      And the queue shows "resize" as pending

  @M06.2
  Rule: A user adds, takes and completes as itself

    Example: Under the name that it gives its worker
      Given Uma has added "resize" to "images"
      And Uma has taken "resize" as "printer 1"
      When Uma completes "resize" as "printer 1"
      Then the queue shows "resize" as completed, by "printer 1"

    Example: Not for an agent
      Given Uma has added "resize" to "images"
      When Uma, for Ada, takes a task from "images"
      Then the request fails because the role does not allow it
      And the queue shows "resize" as pending

    Example: A worker of the same name is another if somebody else has it
      Given Uma has added "resize" to "images"
      And Uma has taken "resize" as "printer 1"
      When Mallory completes "resize" as "printer 1"
      Then the request fails because the task is not held any more
      And the queue shows "resize" as claimed, by "printer 1"

    Example: Another worker of the same person does not have its task
      Given Uma has added "resize" to "images"
      And Uma has taken "resize" as "printer 1"
      When Uma completes "resize" as "printer 2"
      Then the request fails because the task is not held any more
      And the queue shows "resize" as claimed, by "printer 1"

  @M06.2
  Rule: A supervisor works for any agent, and may say of any task how it went

    Example: For Ada
      Given Uma has added "resize" to "images"
      When Sam, for Ada, takes a task from "images"
      Then the queue shows "resize" as claimed, by Ada

    Example: What Uma's worker has Sam may end
      Given Uma has added "resize" to "images"
      And Uma has taken "resize" as "printer 1"
      When Sam completes "resize"
      Then the queue shows "resize" as completed, by "printer 1"

  @M06.2
  Rule: An agent that is paused or retired does nothing

    Scenario Outline: <state>, Sol is given nothing, not even by a supervisor
      Given Uma has added "resize" to "images"
      And Sol was <state>
      When Sam, for Sol, takes a task from "images"
      Then the request fails because the agent is <state>
      And the queue shows "resize" as pending

      Examples: ways to be out of work
        | state   |
        | paused  |
        | retired |
