@INTG-05 @workflow
Feature: Preferences to wait
  The wish to wait is one preference among others; a wish that cannot be read counts as none.
  Seam: person who states preferences → workflow → answer.

  @INTG-05.12
  Rule: Whoever does not ask to wait is answered at once

    Example: A wait of no time is none
      Given Ada takes 1 second to answer
      When Uma starts the workflow, waiting up to 0 seconds:
        | agent | action |
        | Ada   | search |
      Then Uma is told where to find the workflow, which is running
      And Uma did not wait

    Scenario Outline: A preference that is <kind> is ignored
      Given Ada takes 1 second to answer
      When Uma starts the workflow with the preference "<preference>":
        | agent | action |
        | Ada   | search |
      Then Uma is told where to find the workflow, which is running
      And Uma did not wait
      And the answer says nothing of waiting

      Examples: of other preferences
        | kind            | preference     |
        | no number       | wait=soon      |
        | a negative time | wait=-1        |
        | a broken number | wait=1.5       |
        | without a time  | wait           |
        | empty           | wait=          |
        | of another kind | return=minimal |
        | absurdly long   | wait=99999999  |

  @INTG-05.12
  Rule: The wish to wait is understood in every way in which it may be written

    Scenario Outline: A wait is understood <how>
      Given Ada takes 1 second to answer
      When Uma starts the workflow with the preference "<preference>":
        | agent | action |
        | Ada   | search |
      Then Uma is given the completed workflow
      And the answer says that 10 seconds of waiting were granted

      Examples: of ways to write it
        | how                       | preference             |
        | in capital letters        | WAIT=10                |
        | among other preferences   | respond-async, wait=10 |
        | the first time it is said | wait=10, wait=0        |
