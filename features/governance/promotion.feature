@AR-05 @governance
Feature: Promotion
  Trust is earned step by step, and given by a person who answers for it.
  Seam: administrator → governance → agent's level → audit trail.
  What makes an agent ready stands with graduation, how it loses a level with demotion, and which it has at first with first levels.

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

    Example: Whoever promotes is told in one sentence all that is missing
      Given OpenAI will answer "Found"
      And Stu has completed 9 executions
      And Sam has stopped 10 executions of Stu
      When Olivia promotes Stu
      Then the request fails because the agent is not ready for the next level
      And Olivia is told "Not ready for intern. Missing: 1 more completed episode: 9 of 10; an intervention rate of at most 0.5: it is 0.526"

    Example: Nobody is promoted above autonomous
      When Olivia promotes Ada
      Then the request fails because the agent is not ready for the next level
      And Olivia is told "There is no level above autonomous"
      And Ada is autonomous

    Example: A retired agent is not promoted, although its record would carry it
      Given Stu has completed 10 executions
      And Stu was retired
      When Olivia promotes Stu
      Then the request fails because the present state does not allow it
      And Stu is a student

    Example: An agent that does not exist is not promoted
      When Olivia promotes an agent that does not exist
      Then the request fails because there is no such thing

    Example: A reason that is given stays on record
      Given Stu has completed 10 executions
      When Olivia promotes Stu, because "It found every parcel"
      Then it is on record that Olivia promoted Stu from student to intern, on 10 episodes, because "It found every parcel"

    Scenario Outline: <person> may not promote
      Given Stu has completed 10 executions
      When <person> promotes Stu
      Then the request fails because the role does not allow it
      And Stu is a student

      Examples: who is no administrator
        | person |
        | Sam    |
        | Uma    |
