@OPS @people
Feature: Words of a forgotten supervisor
  What a supervisor said of others' work, and for agents, is gone with them, and the work stays.
  Seam: administrator → people → what is stored of others' work, and for agents.

  @OPS.9
  Rule: A supervisor's word is gone from the work of others

    Scenario Outline: Sam's word is gone that he left <where>
      Given Sam has left "Quicksilver" <where>
      When Olivia forgets Sam
      Then "Quicksilver" is in no answer of the platform
      And "Quicksilver" is nowhere in what is stored

      Examples: what Sam said of others' work
        | where                             |
        | as the reason to reject work      |
        | as the reason to reject a task    |
        | as the reason to decline work     |
        | as the reason to reject work that is handed up |
        | as the reason to end a conflict   |

      Examples: what Sam said for agents
        | where                             |
        | in an event told for Ada          |
        | in a task for Ada                 |
        | as the result of a task that Uma had |
        | in a post for Ada                 |
        | in a message from Ada to Sol      |

    Scenario Outline: Sam's word is gone that he left <where>, and the work stays
      Given Sam has left "Quicksilver" <where>
      When Olivia forgets Sam
      Then "Quicksilver" is in no answer of the platform
      And "Quicksilver" is nowhere in what is stored
      But OpenAI was asked twice

      Examples: what Sam said while it ran
        | where                             |
        | as a correction of running work   |
        | as the reason why it was serious  |
