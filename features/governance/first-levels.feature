@AR-05 @governance
Feature: First levels
  Nobody trusts a newcomer more than somebody answers for.
  Seam: person who creates an agent → governance → agent's level → audit trail.

  @AR-05.24
  Rule: An agent starts as a student, unless an administrator creates it at another level with a reason

    Example: An agent made by a user is a student
      When Uma creates the agent "Nell"
      Then "Nell" is a student

    Example: An administrator gives another level, with a reason that stays on record
      When Olivia creates the agent "Nell" as supervised, because "It did this work elsewhere"
      Then "Nell" is supervised
      And it is on record that Olivia created "Nell" as supervised, because "It did this work elsewhere"

    Example: Without a reason no level is given
      When Olivia creates the agent "Nell" as supervised, without a reason
      Then the request fails because the request is not valid
      And there is no agent called "Nell"

    Scenario Outline: <person> may not give a level
      When <person> creates the agent "Nell" as supervised, because "I like it"
      Then the request fails because the role does not allow it
      And there is no agent called "Nell"

      Examples: who is no administrator
        | person |
        | Sam    |
        | Uma    |
