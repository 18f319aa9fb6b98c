@OPS @operations @executions
Feature: Executions of another platform
  An execution belongs to the platform that runs it, until that platform is known to be gone.
  Seam: platform → store → execution of another platform on the same store.

  @OPS.4
  Rule: Recovery takes only executions of a platform that is gone

    Example: After 15 seconds of silence its execution is interrupted
      Given another platform on the same data runs Ada with OpenAI for Uma, and falls silent
      And the platform makes its rounds
      When 15 seconds pass
      Then the execution is interrupted
      And the journal ends because it was interrupted

    Example: A millisecond earlier it is still running
      Given another platform on the same data runs Ada with OpenAI for Uma, and falls silent
      And the platform makes its rounds
      When 15 seconds minus 1 millisecond pass
      Then the execution is running
      And no execution has ended on record

    Example: A platform that gives signs of life keeps its execution
      Given another platform on the same data runs Ada with OpenAI for Uma, and lives on
      And the platform makes its rounds
      When 100 seconds pass
      Then the execution is running
      And no execution has ended on record

  @OPS.4
  Rule: What another platform runs can be watched and cancelled here

    Example: Uma cancels here what another platform runs, and Sam sees here that it has ended
      Given another platform on the same data runs Ada with OpenAI for Uma, and lives on
      And the platform makes its rounds
      And Sam watches the execution on a one-way line
      When Uma cancels the execution, and 5 seconds pass
      Then Sam has seen at last that it ended because it was cancelled
      And the connection to OpenAI was closed
