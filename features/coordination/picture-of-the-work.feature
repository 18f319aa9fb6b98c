@INTG-05 @timeline
Feature: Picture of the work
  Whoever had several agents do something sees in one picture what took how long, and what it was that took long.
  Seam: person → picture → record of the coordination and its executions.
  Who waited for whom, and what failed, have features of their own.

  @INTG-05.6
  Rule: Every task is drawn from its beginning to its end, all on one scale of time

    Background:
      Given the platform waits as long as 1 hour for a model
      And Ada takes 20 minutes to answer
      And Sol takes 5 minutes to answer

    Example: Tasks that were done at the same time stand side by side
      Given Uma has had these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      When Uma looks at the picture
      Then in the picture "Count the crates" works from 0 minutes to 20 minutes
      And in the picture "Weigh the crates" works from 0 minutes to 5 minutes
      And the picture says "Weigh the crates, Sol: completed in 5 min; worked from 0 s to 5 min"

    Example: Steps stand one after the other
      Given Uma has started the workflow:
        | agent | action |
        | Ada   | draft  |
        | Sol   | review |
      And 25 minutes have passed
      When Uma looks at the picture
      Then in the picture "Step 1 (draft)" works from 0 minutes to 20 minutes
      And in the picture "Step 2 (review)" works from 20 minutes to 25 minutes

    Example: What is at work goes as far as now
      Given Uma is waiting for these tasks to be done:
        | task             | agent |
        | Count the crates | Ada   |
        | Weigh the crates | Sol   |
      And 8 minutes have passed
      When Uma looks at the picture
      Then in the picture "Count the crates" is running from 0 minutes until now
      And in the picture "Weigh the crates" works from 0 minutes to 5 minutes

  @INTG-05.6
  Rule: A task that is called by its agent is shown by the agent's name

    Example: One without a name of its own
      Given Ada will answer "Twelve"
      And Uma has had these tasks done:
        | task             | name           | agent |
        | Count the crates | (by its agent) | Ada   |
      When Uma looks at the picture
      Then in the picture "Ada" is completed

  @INTG-05.6
  Rule: Names are shown as they were written, whatever they look like

    Example: A name that looks like a part of a picture is text
      Given an agent called "</title><script>alert(1)</script>"
      And all agents will answer "Done"
      And Uma has had these tasks done:
        | task                      | agent                             |
        | <image href=//x> & <b>Two | </title><script>alert(1)</script> |
      When Uma looks at the picture
      Then in the picture "<image href=//x> & <b>Two" is completed
      And the picture is made of shapes and texts alone, and asks for nothing from elsewhere

  @INTG-05.6
  Rule: Two hundred tasks are drawn; of more, the picture says how many are missing

    Scenario Outline: Of <count> tasks <drawn> are drawn
      Given all agents will answer "Done"
      And Uma has <count> tasks done by Ada
      When Uma looks at the picture
      Then the picture has <drawn> rows
      And the picture is headed "Parallel work: completed" and sums up "<said>"

      Examples: up to the most, and beyond
        | count | drawn | said                                                          |
        | 200   | 200   | 200 tasks: 200 completed.                                     |
        | 201   | 200   | The first 200 of 201 tasks are drawn. Not drawn: 1 completed. |
