@AR-05 @governance @supervision
Feature: Live supervision
  Supervisors see what a supervised agent is changing while it does so, and nobody else gets in between.
  Seam: supervised agent's execution → alerts and list of executions → supervisor.
  Holding back, correcting and stopping have features of their own.

  Background:
    Given OpenAI will answer "Monday is free", a word every 2 seconds

  @AR-05.3
  Rule: Supervisors are told at once when a supervised agent begins to change something

    Scenario Outline: <supervisor> is told as Sol begins to <action>
      Given <supervisor> is listening to the alerts
      When Uma begins to wait for Sol to <action> "The calendar"
      Then <supervisor> has been notified that Sol began to <action> under supervision, once
      And the execution is running

      Examples: of supervisor and of what is changed
        | supervisor | action   |
        | Sam        | create   |
        | Sam        | schedule |
        | Olivia     | update   |

    Example: Sam is told as well when the work had to be approved first
      Given Sam is listening to the alerts
      And Uma has asked Sol to create "The calendar", asking for approval first
      When Olivia approves it
      Then Sam has been notified that Sol began to create under supervision, once
      And the execution is running

    Example: Users are not let in on the alerts
      When Uma asks for the alerts
      Then the request fails because the role does not allow it
      And OpenAI was never contacted

  @AR-05.3
  Rule: As long as it runs, such work is listed to supervisors as supervised

    Example: Sam finds Sol's work in the list while it runs
      Given Uma is waiting for Sol to create "The calendar"
      When Sam lists what runs under supervision
      Then the list has Sol's work for Uma, to create "The calendar", and nothing else
      And the execution is running

    Example: Mallory, a user, does not find Sol's work in the list
      Given Uma is waiting for Sol to create "The calendar"
      When Mallory lists what runs under supervision
      Then the list is empty
      And the execution is running

    Example: Work that has ended is no longer in the list
      Given Uma has asked Sol to create "The calendar"
      When Sam lists what runs under supervision
      Then the list is empty
      And the execution is completed

    Example: Sam can read along, word by word
      Given Uma is waiting for Sol to create "The calendar"
      And 5 seconds pass
      When Sam reads what Sol has said so far
      Then Sam reads "Monday is"
      And the execution is running

  @AR-05.3
  Rule: Only complexity 3, and only of supervised agents, runs under supervision

    Scenario Outline: <agent> may <action> unsupervised
      Given Sam is listening to the alerts
      And Uma is waiting for <agent> to <action> "The calendar"
      When Sam lists what runs under supervision
      Then the list is empty
      And Sam has been notified of nothing
      And the execution is running

      Examples: below complexity 3, and another level
        | agent | action         |
        | Sol   | chat           |
        | Sol   | summarize      |
        | Ada   | create         |
        | Ada   | execute command |
