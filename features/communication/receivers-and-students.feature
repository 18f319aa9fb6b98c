@AR-12 @messages
Feature: Receivers who are not there, and students
  Whoever writes learns whether there is anybody to read it; students listen before they speak.
  Seam: sender → message → receiver.

  @AR-12.3
  Rule: Whoever is not there, or not any more, is not written to

    Scenario Outline: Nobody writes to <receiver>
      Given Olivia has invited "Nina" as a user
      And Olivia has removed "Nina"
      When Uma sends <receiver> the message "Hello"
      Then the request fails because there is no such thing

      Examples: of those who are not there
        | receiver           |
        | an unknown agent   |
        | an unknown person  |
        | "Nina"             |
        | Ada as if a person |
        | Sam as if an agent |

    Example: Nobody writes to a retired agent
      Given Ada was retired
      When Uma sends Ada the message "Hello"
      Then the request fails because the agent is retired

    Example: A paused agent finds its messages later
      Given Ada was paused
      When Uma sends Ada the message "Hello"
      Then 1 message is in the inbox of Ada

  @AR-12.3
  Rule: A student receives but does not send

    Scenario Outline: Stu is written to by <other>
      When <other> sends Stu the message "Welcome"
      Then 1 message is in the inbox of Stu

      Examples: a person and an agent
        | other |
        | Uma   |
        | Ines  |

    Example: A student sends nothing by itself
      When Stu sends Uma the message "Hello"
      Then the request fails because the agent has not grown up enough
      And it is told that the agent is student, and that intern is needed
      And nothing is in the inbox of Uma

    Example: A student sends nothing through a supervisor
      When Sam, for Stu, sends Uma the message "Hello"
      Then the request fails because the agent has not grown up enough
      And nothing is in the inbox of Uma

    Example: An intern sends
      When Ines sends Uma the message "Hello"
      Then 1 message is in the inbox of Uma

    Example: An agent that has become a student again sends no more
      Given Ines was demoted to student
      When Ines sends Uma the message "Hello"
      Then the request fails because the agent has not grown up enough
      And nothing is in the inbox of Uma
