@INTG-05 @workflow
Feature: Results in a workflow
  Each agent is told what it shall do, and exactly the earlier result that its step asks for.
  Seam: step → its prompt → model → result → later steps.

  @INTG-05.12
  Rule: A step is told its action, its message if it has one, and its input if it takes one

    Example: A step with a message is told its action and its message
      Given Ada will answer "In Bremen"
      When Uma starts the workflow:
        | agent | action | message              |
        | Ada   | search | Where is the parcel? |
      Then Ada was told, word for word:
        """
        search

        Where is the parcel?
        """

    Example: A step without a message is told its action alone
      Given Ada will answer "All is well"
      When Uma starts the workflow:
        | agent | action    |
        | Ada   | summarize |
      Then Ada was told, word for word:
        """
        summarize
        """

    Example: A step that takes a result is told it after its message
      Given Ada will answer "In Bremen"
      And Sol will answer "Dear customer"
      When Uma starts the workflow:
        | agent | action | message              | gives | takes |
        | Ada   | search | Where is the parcel? | place |       |
        | Sol   | draft  | A letter             |       | place |
      Then Sol was told, word for word, and shown "In Bremen" as "place":
        """
        draft

        A letter
        """

    Example: A step without a message is told its action and its input
      Given Ada will answer "In Bremen"
      And Sol will answer "Bremen"
      When Uma starts the workflow:
        | agent | action    | gives | takes |
        | Ada   | search    | place |       |
        | Sol   | summarize |       | place |
      Then Sol was told, word for word, and shown "In Bremen" as "place":
        """
        summarize
        """

    Example: A step that takes no input is told nothing of earlier results
      Given Ada will answer "In Bremen"
      And Sol will answer "Dear customer"
      When Uma starts the workflow:
        | agent | action | message  | gives |
        | Ada   | search |          | place |
        | Sol   | draft  | A letter |       |
      Then Sol was never told "In Bremen"
      And the workflow is completed
