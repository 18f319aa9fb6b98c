@AR-05 @governance @audit
Feature: Reasons of decisions
  Whoever reads the record, or is refused, learns in one sentence why an agent was let, held up or stopped.
  Seam: attempt → governance → decision record and refusal.

  @AR-05.19
  Rule: Each decision on record says why it was made

    Scenario Outline: That <agent> may <action> is on record with the reason
      Given OpenAI will answer "Done"
      When Uma asks <agent> to <action> "What we talked about"
      Then the latest decision on record is that it was allowed, because "<reason>"

      Examples: of what a level covers
        | agent | action    | reason                                             |
        | Stu   | summarize | summarize has complexity 1, which student covers   |
        | Ada   | deploy    | deploy has complexity 4, which autonomous covers   |

    Example: What is one above the level is on record with the reason
      When Uma asks Ines to create "A poem"
      Then the latest decision on record is that it needs approval, because "create has complexity 3, one above what intern covers"
      And one proposal waits

    Example: A demand for approval is on record as the reason
      When Uma asks Ada "Hello", asking for approval first
      Then the latest decision on record is that it needs approval, because "chat is covered by autonomous; approval was asked for"
      And one proposal waits

    Example: That an agent stands still is on record as the reason
      Given Ada was paused
      When Uma asks Ada "Hello"
      Then the request fails because the agent is paused
      And Uma is told "Ada is paused and may do nothing until it is resumed"
      And the latest decision on record is that it was blocked, because "agent_paused"

    Scenario Outline: That <agent> may not <action> is told and on record with the same reason
      When Uma asks <agent> to <action> "What we talked about"
      Then the request fails because the agent may not do that
      And Uma is told "<agent> may not: <reason>"
      And the latest decision on record is that it was blocked, because "<reason>"

      Examples: of what is above a student, and two above an intern
        | agent | action     | reason                                                              |
        | Stu   | create     | create has complexity 3 and must be earned; a student may only read |
        | Ines  | send email | send_email needs autonomous, the agent is intern                    |

  @AR-05.19
  Rule: What is decided again when it starts is on record with the reason it has then

    Background:
      Given Uma has asked Ada to send email "Hello", asking for approval first
      And Sam has approved it, but nothing can be started

    Example: What was approved is done because it was
      Given OpenAI will answer "Sent"
      When things can be started again
      Then the latest decision on record is that it was allowed, because "approved: send_email has complexity 4, which autonomous covers"
      And OpenAI was asked once

    Example: What an agent may do no longer, after it lost a level, says which it had
      Given Ada was demoted to supervised
      When things can be started again
      Then the latest decision on record is that it was blocked, because "the agent was autonomous and is supervised now"
      And OpenAI was never contacted
