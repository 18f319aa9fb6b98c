@AR-05 @chat @audit
Feature: Questions to models on record
  Whoever pays for models, or answers for what was sent to them, can look up every question: who asked whom, how, and how it ended.
  Seam: chat request → gateway → audit trail.

  Background:
    Given nothing is tried again

  @AR-05.19
  Rule: Every question to a model leaves a record of who asked whom before it is sent, and a second one of its end

    Scenario Outline: The backup's answer, given <manner>, is on record with all that led to it
      Given OpenAI takes 2 seconds and then is out of service
      And Anthropic will answer "Good morning"
      When Uma asks "Hello", allowing failover, to be answered <manner>
      Then the answer is "Good morning", given by Anthropic
      And the question is on record as
        | asker | asked of | model      | manner   | outcome  | answered by | with the model   | attempts | duration  |
        | Uma   | OpenAI   | gpt-6-luna | <manner> | answered | Anthropic   | claude-haiku-5-5 | 2        | 2 seconds |

      Examples: of manner
        | manner       |
        | as a whole   |
        | word by word |

    Example: A question that nobody answered is on record with the reason
      Given OpenAI takes 35 seconds to answer
      When Uma asks "Hello"
      Then the request fails because the provider took too long
      And the question is on record as
        | asker | asked of | model      | manner     | outcome | reason                     | attempts | duration   |
        | Uma   | OpenAI   | gpt-6-luna | as a whole | failed  | the provider took too long | 1        | 30 seconds |

    Example: A question whose asker went away is on record as cancelled
      Given OpenAI takes 8 seconds to answer
      And Sam is waiting for an answer
      And Sam has gone away
      When 1 second passes
      Then the question is on record as
        | asker | asked of | model      | manner     | outcome   | attempts | duration  |
        | Sam   | OpenAI   | gpt-6-luna | as a whole | cancelled | 1        | 0 seconds |

    Example: An answer whose reader went away in the middle is on record as cancelled
      Given OpenAI will answer "The sky is blue", a word every 2 seconds
      And Uma has heard OpenAI for 5 seconds and has left
      When 1 second passes
      Then the question is on record as
        | asker | asked of | model      | manner       | outcome   | attempts | duration  |
        | Uma   | OpenAI   | gpt-6-luna | word by word | cancelled | 1        | 5 seconds |

    Example: A question that is not sent leaves no record
      Given OpenAI has failed 5 times in a row
      When Uma asks "Hello"
      Then the request fails because the provider is unavailable
      And 5 questions are on record
