@INTG-05 @supervision @browser
Feature: Coordination on the page
  Supervisors see what several agents were asked for, how far it has come and what held it up, and step in.
  Seam: supervisor → page → coordinations and their pictures.

  @INTG-05.12
  Rule: The page shows the latest jobs for several agents, whoever asked for them

    Example: One that was begun before
      Given Ada's model refuses the request
      And Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |
      When Olivia opens the page
      Then the page shows "Workflow · Uma" as "failed"

    Example: One that is begun while Olivia looks
      Given Ada will answer "Twelve"
      And Olivia has the page open
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      Then the page shows "Parallel work · Uma" as "completed"
      And those who listen to the page are told of "Parallel work · Uma": "has begun." and "completed."

    Example: One that begins and ends while Olivia looks elsewhere
      Given Ada will answer "Twelve"
      And Olivia has the page open
      And Olivia looks elsewhere
      And Uma has had these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
      When Olivia looks at the page again
      Then the page shows "Parallel work · Uma" as "completed"
      And those who listen to the page are told of "Parallel work · Uma": "has begun." and "completed."

    Example: The ten latest are shown
      Given Ada will answer "Twelve"
      And Uma has started 11 workflows of one step for Ada
      When Olivia opens the page
      Then 10 jobs are on the page
      And the page says "Only the latest are shown here."

    Example: The page says so when there are none
      When Olivia opens the page
      Then the page says "Nobody has asked several agents for anything."

  @INTG-05.7
  Rule: The picture of a job is shown there, and said in words

    Background:
      Given Ada takes 6 seconds to answer
      And Uma is waiting for these tasks to be done:
        | task              | agent | needs             |
        | <b>Count the rest | Ada   |                   |
        | Book the lorry    | Ada   | <b>Count the rest |

    Example: It shows who is at work and who waits
      Given Olivia has the page open
      When Olivia presses "Show picture" on the page
      Then the page shows a picture that is described as "Parallel work: running. 2 tasks: 1 running, 1 pending."
      And the page says in words "Book the lorry, Ada: waits for <b>Count the rest"

    Example: It goes on with the work
      Given Olivia has the page open
      And Olivia has pressed "Show picture" on the page
      When 12 seconds pass
      Then the page shows a picture that is described as "Parallel work: completed. 2 tasks: 2 completed."
      And the picture itself was drawn anew
      And the page says in words "Book the lorry, Ada: completed in 6 s; worked from 6 s to 12 s; began when <b>Count the rest ended"

    Example: It is put away again
      Given Olivia has the page open
      And Olivia has pressed "Show picture" on the page
      When Olivia presses "Hide picture" on the page
      Then no picture is on the page
      And the coordination is running

  @INTG-05.7
  Rule: Everybody can read the picture on the page

    Scenario Outline: The picture, on a page <kind>, keeps nobody out
      Given Ada's model refuses the request
      And Uma has had these tasks done:
        | task             | agent | needs            |
        | Count the crates | Ada   |                  |
        | Book the lorry   | Sol   | Count the crates |
      When Olivia opens the page, <kind>, and presses "Show picture"
      Then the page shows a picture that is described as "Parallel work: failed. 2 tasks: 1 failed, 1 skipped."
      And the picture on the page is as wide as its place
      And the page has no barriers, and nothing of it is cut off

      Examples: colours and widths
        | kind               |
        | in light colours   |
        | in dark colours    |
        | as wide as a phone |
