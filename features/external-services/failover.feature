@INTG-04 @failover
Feature: Failover between language model providers
  Customers keep getting answers while a provider is down, and always know who answered.
  Seam: chat request → gateway → OpenAI, then Anthropic.

  @INTG-04.11
  Rule: A request that allows failover is answered by the backup when the primary is unavailable

    Example: The backup answers when the primary is out of service
      Given OpenAI is out of service
      And Anthropic will answer "Backup response"
      When Uma asks "Hello", allowing failover
      Then the answer is "Backup response", given by Anthropic
      And OpenAI was tried 3 times before Anthropic was tried once
