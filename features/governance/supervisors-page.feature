@AR-05 @supervision @browser
Feature: The supervisors' page
  Supervisors see what agents do while they do it, and step in, in any browser.
  Seam: supervisor → page → executions.
  Deciding proposals and reading the audit trail on the page have features of their own.

  Background:
    Given OpenAI will answer "Monday is free", a word every 2 seconds

  @AR-05.3
  Rule: The page shows what runs, word by word

    Example: Words appear as they are said
      Given Sam has the page open
      And Uma is waiting for Sol to create "The calendar"
      When 5 seconds pass
      Then the page shows "Sol · create" as "running, supervised"
      And the page shows that somebody asked "The calendar", and the words "Monday is"

    Example: Whoever opens the page late sees what was said before
      Given Uma is waiting for Ada's answer to "When?"
      And 5 seconds pass
      When Sam opens the page
      Then the page shows "Ada · chat" as "running"
      And the page shows that somebody asked "When?", and the words "Monday is"

    Example: What has ended says so, and stays until it is dismissed
      Given Uma is waiting for Sol to create "The calendar"
      And Sam has the page open
      When 10 seconds pass
      Then the page shows "Sol · create" as "completed"
      And the page shows that somebody asked "The calendar", and the words "Monday is free"
      And the execution is completed

    Example: Whoever looks elsewhere and comes back misses no word and reads none twice
      Given Uma is waiting for Sol to create "The calendar"
      And Sam has the page open
      And 3 seconds pass
      And Sam looks elsewhere while 2 seconds pass
      When Sam looks at the page again
      Then the page shows that somebody asked "The calendar", and the words "Monday is"
      And the execution is running

    Example: The page says so when nothing runs
      When Sam opens the page
      Then the page says "No agent is at work."
      And OpenAI was never contacted

  @AR-05.3
  Rule: Supervisors pause, correct and stop on the page

    Background:
      Given Uma is waiting for Sol to create "The calendar"
      And 3 seconds pass
      And Sam has the page open

    Example: What is paused holds back its words
      Given Sam has pressed "Pause" on the page
      When 10 seconds pass
      Then the page shows "Sol · create" as "paused, supervised"
      And the page shows that somebody asked "The calendar", and the words "Monday"
      And "Resume" can be pressed on the page
      And the execution is paused

    Example: What is resumed goes on
      Given Sam has pressed "Pause" on the page
      When Sam presses "Resume" on the page
      Then the page shows "Sol · create" as "running, supervised"
      And the execution is running

    Example: A correction is put to the agent, and shown between its answers
      Given OpenAI will answer "Tuesday then"
      When Sam corrects the agent on the page: "Not on Mondays"
      Then Sol answers "Tuesday then"
      And the page shows, in this order, "Monday", "Corrected: Not on Mondays" and "Tuesday then"
      And the page shows "Sol · create" as "completed"

    Example: What is stopped has ended
      When Sam presses "Stop" on the page
      Then the page shows "Sol · create" as "cancelled"
      And the page shows, in this order, "Monday" and "Ended: A supervisor stopped it"
      And the execution is cancelled
