@AR-05 @governance
Feature: Promotion
  Trust is earned step by step, and given by a person who answers for it.
  Seam: administrator → governance → agent's level → audit trail.
  What makes an agent ready stands with graduation, and how it loses a level with demotion.

  @AR-05.24
  Rule: An administrator promotes an agent that is ready by one level

    Example: A student that is ready becomes an intern, and may chat from now on
      Given Stu has completed 10 executions
      And Olivia has promoted Stu
      When Uma asks Stu "Could you help me?"
      Then Stu answers "You said: Could you help me?"
      And Stu is an intern

    Example: The record shows who promoted, from where to where, and on what evidence
      Given Stu has completed 10 executions
      When Olivia promotes Stu
      Then it is on record that Olivia promoted Stu from student to intern, on 10 episodes

    Example: At the new level the record begins anew
      Given Stu has completed 10 executions
      And Olivia has promoted Stu
      When Uma looks up how far Stu has come
      Then it has 0 episodes and a compliance of 1

    Example: Whoever is promoted is not ready for the level after that
      Given Stu has completed 30 executions
      And Olivia has promoted Stu
      When Olivia promotes Stu
      Then the request fails because the agent is not ready for the next level
      And Stu is an intern

    Example: An agent that is not ready stays where it is, and what is missing is told
      Given Stu has completed 9 executions
      When Olivia promotes Stu
      Then the request fails because the agent is not ready for the next level
      And what is missing is told: "1 more completed episode: 9 of 10"
      And Stu is a student

    Example: Nobody is promoted above autonomous
      When Olivia promotes Ada
      Then the request fails because the agent is not ready for the next level
      And Ada is autonomous

    Scenario Outline: <person> may not promote
      Given Stu has completed 10 executions
      When <person> promotes Stu
      Then the request fails because the role does not allow it
      And Stu is a student

      Examples: who is no administrator
        | person |
        | Sam    |
        | Uma    |

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
