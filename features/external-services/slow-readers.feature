@INTG-04 @deadlines @streaming
Feature: Readers and providers who take their time
  Who reads slowly is not cut off for it, and a provider that does not hang up keeps nobody's connection for ever.
  Seam: chat request → gateway → stream of words → reader.

  @INTG-04.7
  Rule: The time that a reader takes is no silence of the provider's

    Example: Uma, who begins to read after 60 seconds, is given all of it
      Given OpenAI will answer 8 MiB, a tenth every 2 seconds
      And Uma asks OpenAI "Tell me everything", and reads nothing
      And 60 seconds pass
      When Uma begins to read
      Then Uma is given 8 MiB of an answer, to its end

  @INTG-04.7
  Rule: A provider that does not hang up after its answer is given a second, and then the connection is closed

    Scenario Outline: <provider> is <fate> after <time>
      Given <provider> does not hang up
      When Uma listens for <time> to <provider> answering "Hello"
      Then the connection to <provider> was <fate>

      Examples: of provider and time
        | provider  | time             | fate   |
        | OpenAI    | 999 milliseconds | kept   |
        | OpenAI    | 1 second         | closed |
        | Anthropic | 999 milliseconds | kept   |
        | Anthropic | 1 second         | closed |
