@AR-05 @agents
Feature: Choosing the agent
  Whoever writes to the platform is answered by the agent that was meant, and can see how it was found.
  Seam: chat → choice of the agent → execution → answer.
  What an agent may do once it is found is told under governance.

  @AR-05.10
  Rule: The agent that is named answers, and no other

    Scenario Outline: <agent> answers what is written to <agent>
      Given OpenAI will answer "Gladly"
      When Uma writes "Could you help me?" to <agent>
      Then <agent> answers "Gladly"
      And the agent was found because it was named
      And OpenAI was given the instructions of <agent>

      Examples: of agent
        | agent |
        | Ada   |
        | Sol   |
        | Ines  |

    Example: The agent that is named answers in another's conversation
      Given Uma has asked Ada "Where is my parcel?"
      When Uma writes "And what do you say?" to Ines in the same conversation
      Then Ines answers "You said: And what do you say?"
      And the agent was found because it was named
      And OpenAI was given the instructions of Ines

  @AR-05.10
  Rule: Where nobody is named, the agent of the conversation answers

    Example: Ada goes on with the conversation that she began
      Given Uma has asked Ada "Where is my parcel?"
      When Uma writes "And when will it come?" in the same conversation
      Then Ada answers "You said: And when will it come?"
      And the agent was found because the conversation is with it
      And OpenAI was given the instructions of Ada

    Example: Of two conversations each has its own agent
      Given Uma has asked Ada "Where is my parcel?"
      And Uma has asked Ines "Where is my invoice?"
      When Uma writes "Any news?" in the same conversation
      Then Ines answers "You said: Any news?"
      And OpenAI was given the instructions of Ines

  @AR-05.10
  Rule: Where there is no agent to go by, the default assistant answers

    Example: The first message without a name goes to the default assistant
      When Uma writes "Hello, OpenAI?"
      Then the default assistant answers "You said: Hello, OpenAI?"
      And the agent was found because it is the default

    Example: The default assistant goes on with what it began
      Given Uma has written "Hello, OpenAI?"
      When Uma writes "Still there?" in the same conversation
      Then the default assistant answers "You said: Still there?"
      And the agent was found because the conversation is with it

  @AR-05.10
  Rule: Nobody steps in for an agent that was meant and cannot answer

    Example: An agent that does not exist is reported
      When Uma writes "Hello" to an agent that does not exist
      Then the request fails because there is no such thing
      And OpenAI was never contacted

    Example: An agent that does not exist is reported in Ada's conversation too
      Given Uma has asked Ada "Where is my parcel?"
      When Uma writes "Hello" to an agent that does not exist, in the same conversation
      Then the request fails because there is no such thing
      And OpenAI was asked once

    Example: The default assistant does not step in where the conversation's agent is paused
      Given Uma has asked Ada "Where is my parcel?"
      And Ada was paused
      When Uma writes "Any news?" in the same conversation
      Then the request fails because the agent is paused
      And OpenAI was asked once

  @AR-05.10
  Rule: How the agent was found is recorded with the execution

    Scenario Outline: Whoever looks the execution up learns that its agent was <how>
      Given Uma has asked Ada "Where is my parcel?"
      When Uma writes "Any news?" <to whom>
      Then whoever looks the execution up learns that the agent was found because <reason>
      And OpenAI was asked twice

      Examples: of the ways to find an agent
        | how                | to whom                  | reason                      |
        | the named one      | to Ines                  | it was named                |
        | the conversation's | in the same conversation | the conversation is with it |
        | the default        | to nobody in particular  | it is the default           |
