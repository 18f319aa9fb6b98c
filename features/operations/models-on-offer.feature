@OPS @operations
Feature: Models on offer
  What the operator says of the models is checked at the start, so that a slip of the pen costs nobody money.
  Seam: operator → list of models → platform that starts, or one sentence.

  @OPS.1
  Rule: A list of models that cannot be used stops the start with one sentence that says what is wrong with it

    Scenario Outline: The platform does not start with the models <value>
      When the operator tries to start the platform with "LLM_MODELS" set to '<value>'
      Then it does not start, saying '<sentence>'
      And nothing was written

      Examples: quality and length
        | value                                                          | sentence                                                                              |
        | [{"id":"gpt","provider":"openai","quality":0}]                 | LLM_MODELS must give gpt a quality that is a whole number from 1 to 4                 |
        | [{"id":"gpt","provider":"openai","quality":5}]                 | LLM_MODELS must give gpt a quality that is a whole number from 1 to 4                 |
        | [{"id":"gpt","provider":"openai","longest_answer":0}]          | LLM_MODELS must give gpt a longest_answer that is a whole number from 1 to 10000000   |

      Examples: prices
        | value                                                          | sentence                                                                              |
        | [{"id":"gpt","provider":"openai","input":-1,"output":1}]       | LLM_MODELS must give gpt an input price from 0 to 8000000 with at most 9 decimal places |
        | [{"id":"gpt","provider":"openai","input":1,"output":1e-10}]    | LLM_MODELS must give gpt an output price from 0 to 8000000 with at most 9 decimal places |
        | [{"id":"gpt","provider":"openai","input":1}]                   | LLM_MODELS must give gpt both an input and an output price, or none                   |

      Examples: names
        | value                                                          | sentence                                                                              |
        | [{"id":"gpt","provider":"openai"},{"id":"gpt","provider":"anthropic"}] | LLM_MODELS names the model gpt twice                                          |
        | [{"id":"gpt","provider":"openai","qualty":2}]                  | LLM_MODELS says "qualty" of gpt, which is not one of id, provider, quality, input, output, longest_answer |
        | [{"id":"gpt","provider":"acme"}]                               | LLM_MODELS must be a JSON list of models, each with id and provider (openai or anthropic) |

    @recovery
    Example: The platform starts with a list that says everything there is to say
      Given an installation without data
      And these settings
        | LLM_MODELS       | [{"id":"gpt","provider":"openai","quality":4,"input":0.15,"output":0.6,"longest_answer":1}] |
        | CONCORD_CURRENCY | EUR                                                                                       |
      When the operator starts the platform
      Then the platform takes work
