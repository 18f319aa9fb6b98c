@AR-05 @executions
Feature: Failed executions
  When the model fails its person learns why, and an error never passes for an answer.
  Seam: language model that fails → execution → answer, conversation, memory.
  What a provider can do wrong is told under external services.

  @AR-05.13
  Rule: The model's failure ends the execution as failed, with code and reason

    Scenario Outline: The execution fails when OpenAI <trouble>
      Given only OpenAI is configured
      And OpenAI <trouble>
      When Uma asks Ada "Where is my parcel?"
      Then the execution failed because <failure>
      And Uma is told the reason, and no answer

      Examples: what keeps the model from answering
        | trouble                                 | failure                                 |
        | is out of service                       | the provider is unavailable             |
        | rejects our credentials                 | the provider rejected our credentials   |
        | has no quota left for us                | the provider's quota is used up         |
        | takes 35 seconds to answer              | the provider took too long              |
        | answers with a web page                 | the provider answered unreadably        |
        | calls the request invalid               | our request was invalid                 |
        | is cut off after 2 words                | the provider ended its answer too early |

    Example: With every provider out of service it fails for that
      Given OpenAI is out of service
      And Anthropic is out of service
      When Uma asks Ada "Where is my parcel?"
      Then the execution failed because every provider failed
      And Uma is told the reason, and no answer

  @AR-05.13
  Rule: An error's text is never an answer

    Scenario Outline: The reason of a failure stands in no conversation, answered <manner>
      Given OpenAI calls the request invalid: "Unknown tone of voice"
      When Uma asks Ada "Where is my parcel?", to be answered <manner>
      Then the execution failed because our request was invalid
      And Uma is told the reason, and no answer
      And Uma's conversation is "Where is my parcel?"

      Examples: of manner
        | manner       |
        | as a whole   |
        | word by word |

    Example: The model is never given an error as something that it said
      Given OpenAI is overloaded for the next 3 requests
      And Anthropic is out of service
      And Uma has asked Ada "Where is my parcel?"
      When Uma asks Ada "And now?", in the same conversation
      Then Ada answers "You said: And now?"
      And OpenAI was given, in this order
        | from         | words                                   |
        | instructions | You are Ada. You look after deliveries. |
        | person       | Where is my parcel?                     |
        | person       | And now?                                |

  @AR-05.13
  Rule: The person's message stays when the model fails

    Scenario Outline: Uma finds what she asked although OpenAI <trouble>
      Given only OpenAI is configured
      And OpenAI <trouble>
      When Uma asks Ada "Where is my parcel?"
      Then the execution is failed
      And Uma's conversation is "Where is my parcel?"

      Examples: what keeps the model from answering
        | trouble                  |
        | is out of service        |
        | is cut off after 2 words |

  @AR-05.13
  Rule: What failed is not remembered

    Example: Ada remembers nothing of a failed execution
      Given only OpenAI is configured
      And OpenAI is out of service
      When Uma asks Ada "Where is my parcel?"
      Then the execution failed because the provider is unavailable
      And Ada remembers nothing, even a day later
