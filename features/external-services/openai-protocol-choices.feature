@INTG-04 @openai-protocol
Feature: Models and failover for programs written for OpenAI
  A program sees which models it may name, and is never answered by another provider unless it says that it wants to be.
  Seam: OpenAI's own client → OpenAI's protocol → gateway → OpenAI, then Anthropic.

  @INTG-04.10
  Rule: The program can list the models that may be named, with whose they are

    Example: The usual models
      When Uma's program lists the models
      Then the program sees "model gpt-6-luna of openai, model claude-haiku-5-5 of anthropic"
      And OpenAI was never contacted
      And Anthropic was never contacted

    Example: A model that the operator offers beside them
      Given the model "gpt-5-mini" is listed as one of OpenAI
      When Uma's program lists the models
      Then the program sees "model gpt-5-mini of openai, model gpt-6-luna of openai, model claude-haiku-5-5 of anthropic"

    Example: A provider's own model that the operator lists too is told once
      Given the model "claude-haiku-5-5" is listed as one of Anthropic
      When Uma's program lists the models
      Then the program sees "model claude-haiku-5-5 of anthropic, model gpt-6-luna of openai"

  @INTG-04.10
  Rule: Failover happens only if the program asks for it

    Example: A program that asks for it is answered by Anthropic
      Given OpenAI is out of service
      And Anthropic will answer "Backup response"
      When Uma's program asks "Hello", allowing failover
      Then the program gets the answer "Backup response" from the model "claude-haiku-5-5"
      And OpenAI was asked 3 times
      And Anthropic was asked once

    Example: A program that asks for it is answered word by word by Anthropic
      Given OpenAI is out of service
      And Anthropic will answer "Backup response"
      When Uma's program asks "Hello" word by word, allowing failover
      Then the program gets the words one by one: "Backup, response"
      And the program gets the answer "Backup response" from the model "claude-haiku-5-5"

    Example: A program that says nothing of it is told of the fault
      Given OpenAI is out of service
      When Uma's program asks "Hello"
      Then the program's client reports trouble of the server, because the provider is unavailable
      And Anthropic was never contacted

    Example: A program that declines it is told of the fault
      Given OpenAI is out of service
      When Uma's program asks "Hello" without allowing failover
      Then the program's client reports trouble of the server, because the provider is unavailable
      And Anthropic was never contacted
