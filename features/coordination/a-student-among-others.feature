@INTG-05 @parallel @governance
Feature: A student among others
  An agent that may not do its part keeps nobody else from doing theirs.
  Seam: coordination → governance → tasks.

  @INTG-05.9
  Rule: A student's task is blocked with its reason

    Example: The task names why it was blocked
      When Uma has these tasks done:
        | task           | agent |
        | Ask the driver | Stu   |
      Then the task "Ask the driver" is blocked because the agent may not do that
      And the reason of the task "Ask the driver" names "student"
      And Stu was never asked

    Example: Nobody is asked to approve it
      When Uma has these tasks done:
        | task           | agent | action   |
        | Ask the driver | Stu   | schedule |
      Then the task "Ask the driver" is blocked
      And no proposal waits

    Example: What a student may do, it does
      Given Stu will answer "Found"
      When Uma has these tasks done:
        | task            | agent | action |
        | Find the crates | Stu   | search |
      Then the task "Find the crates" was answered "Found"

    Example: An intern whose task is two levels too high is blocked as well
      When Uma has these tasks done:
        | task          | agent | action     |
        | Write to them | Ines  | send email |
      Then the task "Write to them" is blocked because the agent may not do that
      And no proposal waits

  @INTG-05.9
  Rule: The others complete

    Example: One of three is blocked
      Given Ada will answer "Twelve crates"
      And Sol will answer "Two tons"
      When Uma has these tasks done:
        | task             | agent |
        | Count the crates | Ada   |
        | Ask the driver   | Stu   |
        | Weigh the crates | Sol   |
      Then Uma is given these results, in this order:
        | task             | status    | answer        |
        | Count the crates | completed | Twelve crates |
        | Ask the driver   | blocked   |               |
        | Weigh the crates | completed | Two tons      |
      And the coordination is failed

    Example: Work that takes longer is not cut short
      Given the platform waits as long as 1 hour for a model
      And Ada takes 10 minutes to answer
      When Uma has these tasks done:
        | task             | agent |
        | Ask the driver   | Stu   |
        | Count the crates | Ada   |
      Then it took 10 minutes
      And the task "Count the crates" is completed
      And the task "Ask the driver" is blocked
