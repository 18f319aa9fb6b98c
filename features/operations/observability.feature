@OPS @observability
Feature: Looking inside
  Operators see how the platform is, what it does and what became of any one request, without stopping it.
  Seam: operator → health, measurements, log, description.
  Readiness when storage fails or the platform stops is told under those.

  @OPS.7
  Rule: Anybody can see whether the platform is alive and ready

    Example: A platform in order is alive and ready
      When a stranger asks how the platform is
      Then it is alive and ready

  @OPS.7
  Rule: What the platform does is counted

    Example: Answered questions are counted, and the attempts they took
      Given OpenAI will answer "Hello"
      And Uma asks "Hello"
      When Uma asks "Hello again"
      Then the measurements count 2 answered questions and 0 that failed
      And the measurements count 2 attempts at OpenAI that were answered and 0 that found it unavailable

    Example: Failed questions are counted apart, and so are the attempts they took
      Given OpenAI is overloaded
      When Uma asks "Still there?"
      Then the request fails because the provider is unavailable
      And the measurements count 0 answered questions and 1 that failed
      And the measurements count 0 attempts at OpenAI that were answered and 3 that found it unavailable

    Example: Work under way is counted as long as it lasts
      Given OpenAI will answer "Once upon a time", a word every 1 second
      When Uma listens for 2 seconds to OpenAI answering "Tell me a story"
      Then the measurements count Uma's question as under way

  @OPS.7
  Rule: Everything that belongs to one request shares one identifier

    Example: The answer, the log, the audit trail and the call to the provider name the same identifier
      Given OpenAI will answer "Hello"
      When Uma asks "Hello"
      Then the answer is "Hello", given by OpenAI
      And the answer names an identifier
      And the log, the audit trail and the call to OpenAI name it too

    Example: What an agent was asked for is decided, and ends, on record under the same identifier
      Given OpenAI will answer "Hello"
      When Uma asks Ada "Hello"
      Then the answer names an identifier
      And the decision and the outcome on record name it too

    Example: Each request has an identifier of its own
      Given OpenAI will answer "Hello"
      And Uma asks "Hello"
      When Uma asks "Hello"
      Then no two answers name the same identifier

    Example: A question that fails at the provider names it everywhere as well
      Given OpenAI has no quota left for us
      When Uma asks "Hello"
      Then the request fails because the provider's quota is used up
      And the answer names an identifier
      And the log, the audit trail and the call to OpenAI name it too

    Example: A refused request leaves a line with its identifier as well
      When a stranger asks who they are
      Then the request fails because nobody is recognised
      And the log tells of the request under the identifier that the answer names

  @OPS.7
  Rule: A trace begun elsewhere is continued and passed on

    Example: The provider is called within the caller's trace
      Given OpenAI will answer "Hello"
      When Uma asks "Hello" within the trace "4bf92f3577b34da6a3ce929d0e0e4736"
      Then the answer is "Hello", given by OpenAI
      And the answer names the identifier "4bf92f3577b34da6a3ce929d0e0e4736"
      And the log, the audit trail and the call to OpenAI name it too

    Scenario Outline: A trace that is <wrong> is not continued
      Given OpenAI will answer "Hello"
      When Uma asks "Hello" within the trace "<trace>"
      Then the answer is "Hello", given by OpenAI
      And the answer does not name the identifier "<trace>"
      And the log, the audit trail and the call to OpenAI name it too

      Examples: what is wrong with it
        | wrong     | trace                             |
        | empty     | 00000000000000000000000000000000  |
        | too short | 4bf92f3577b34da6a3ce929d0e0e473   |
        | no number | zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz  |
