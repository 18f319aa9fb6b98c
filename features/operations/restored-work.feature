@OPS @operations @one-file
Feature: Restored work
  A backup knows nothing of what was done after it, so what was under way then is not simply done again.
  Seam: backup → restored data → recovery → services, supervisors.
  What was asked for only after the backup is not known to it, and is done anew if it is asked for again.

  @OPS.8
  Rule: A message that was on its way when the backup was taken is looked for before anything is sent again

    @recovery
    Scenario Outline: What <service> took is confirmed and not sent twice
      Given a platform that gives up on a send after 30 seconds
      And GitHub has the repository "acme/website"
      And <service> takes the next send but never answers
      And the data was backed up while Uma sent "Hello" through <service> under the key "greeting-1", and is restored
      When Uma sends "Hello" through <service> under the key "greeting-1"
      Then "Hello" is confirmed by <service>
      And "Hello" arrived once at <service>

      Examples: where it was sent
        | service |
        | Slack   |
        | GitHub  |

  @OPS.8
  Rule: A message that was approved and had not begun may have gone out since, and is void

    @recovery
    Example: The approved message does not go out, and the proposal says why
      Given the platform runs in a process of its own
      And Sam sent "Release 2.1 is out" through Slack for Sol
      And Olivia has approved it, but it cannot be sent yet
      When the operator backs up the data, restores it, and starts the platform
      Then the proposal is void because "restored from a backup: it may have gone out since the backup was taken"
      And "Release 2.1 is out" never arrived at Slack
      And it is on record for Sol as needing approval, then void

    @recovery
    Example: The operator is told how many messages are void
      Given the platform runs in a process of its own
      And Sam sent "Release 2.1 is out" through Slack for Sol
      And Olivia has approved it, but it cannot be sent yet
      When the operator backs up the data, restores it, and starts the platform
      Then the operator was told that 1 approved message is void

  @OPS.8
  Rule: What was running when the backup was taken is recovered as after a crash

    @recovery
    Example: A question that was being asked is interrupted, and not asked again
      Given the platform runs in a process of its own
      And OpenAI never answers
      And Uma's question has reached OpenAI
      When the operator backs up the data, restores it, and starts the platform
      Then every question is on record as interrupted
      And OpenAI was asked once

  @OPS.8
  Rule: A number that a resource was lent under is never given again

    @recovery
    Example: The next number is a million further on than the last one that the backup knows
      Given the platform runs in a process of its own
      And Ada holds "crane"
      And the operator has backed up the data as "monday"
      And "monday" was restored in the place of the data, and the platform runs again
      And Uma gives "crane" back under number 1
      When Uma asks for "crane" for Sol
      Then "crane" is held by Sol, under number 1000002

  @OPS.8
  Rule: Browsers sign in anew, and supervisors are told

    @recovery
    Example: A session of the time of the backup stands for nobody
      Given the platform runs in a process of its own
      And Uma has opened a session with her first token
      When the operator backs up the data, restores it, and starts the platform
      Then nobody is recognised by Uma's session
      And the alerts tell of the restore

  @OPS.8
  Rule: What the data that gives way knows of revoked tokens and forgotten people holds in the restored data too

    @recovery
    Example: A token that was revoked after the backup stays revoked
      Given the platform runs in a process of its own
      And the data was backed up as "monday" before Olivia revoked Uma's token
      When the operator restores "monday" in the place of the data, and starts the platform
      Then Uma's token is refused

    @recovery
    Example: Who was forgotten after the backup is forgotten again
      Given the platform runs in a process of its own
      And the operator has backed up the data as "monday"
      And Olivia has forgotten Uma
      When the operator restores "monday" in the place of the data, and starts the platform
      Then Uma is forgotten again before long
      And verification finds every record in order
