@M06 @assistants
Feature: Rights of assistants
  An assistant may do what its token allows and nothing more, is refused in the same words as anybody, and is told what it got wrong.
  Seam: assistant → token, origin and session → tool → the same checks as for everybody.

  @M06.12
  Rule: An assistant is refused whatever its token does not allow

    Example: A user's assistant does not act for an agent
      Given Uma works through an assistant
      And Uma has handed Ada's work on to Ines
      When Uma declines it because "I changed my mind"
      Then the request fails because the role does not allow it
      And the handoff is accepted

    Example: A supervisor's assistant does
      Given Sam works through an assistant
      When Sam puts "Are you free?" to Sol for Ada
      Then Sol is asked "Are you free?" by Ada

    Example: An agent's assistant does not run an agent of a higher level
      Given Sol works through an assistant
      When the assistant of Sol has Ada answer "Hello"
      Then the request fails because the role does not allow it
      And OpenAI was never contacted

    Example: An assistant does not complete what another worker has
      Given Ines works through an assistant
      And Uma has added "resize" to "images"
      And Sol has taken "resize"
      When Ines completes "resize"
      Then the request fails because the task is not held any more
      And the queue shows "resize" as claimed, by Sol

    Example: An agent that is paused does nothing through an assistant
      Given Sol works through an assistant
      And Sol was paused
      When Sol takes a task from "images"
      Then the request fails because the agent is paused

  @M06.12
  Rule: Whoever gets an argument wrong is told which, and nothing happens

    Scenario Outline: <argument> is not right
      Given Uma works through an assistant
      When the assistant of Uma uses add_task, giving <given>
      Then the assistant is told that <argument> is not right

      Examples: what is missing, wrong or unknown
        | given                                | argument |
        | nothing                              | queue    |
        | queue "images"                       | title    |
        | queue "two words" and title "resize" | queue    |
        | queue ".." and title "resize"        | queue    |
        | queue "images" and title " "         | title    |
        | queue "images" and nonsense "resize" | nonsense |

  @M06.12
  Rule: Nobody comes in without a token of their own, from a page of another site, or by another's session

    Example: A token lets an assistant in
      When an assistant comes with the token of Uma
      Then it is let in

    Example: Without a token nobody is recognised
      When an assistant comes without a token
      Then the request fails because nobody is recognised

    Example: The session of a browser is not enough
      Given Uma has opened a session with her first token
      When an assistant comes in Uma's session
      Then the request fails because the role does not allow it

    Example: A page whose name was turned to the platform's address is refused
      When a page of another site speaks like an assistant, with the token of Uma
      Then the request fails because the request comes from another site

    Example: The platform's own page is not
      When a page of the platform as it is known speaks like an assistant, with the token of Uma
      Then it is let in

    Example: What one began another does not go on with
      Given an assistant has come with the token of Uma
      When it goes on with the token of Mallory
      Then the request fails because there is no such thing
