@INTG-04 @openai-protocol
Feature: Programs written for OpenAI
  A program that was written for OpenAI works with the platform when it is given another address, and nothing else.
  Seam: OpenAI's own client → OpenAI's protocol → gateway → OpenAI or Anthropic.

  @INTG-04.10
  Rule: The program gets answers as OpenAI would give them

    Example: A plain answer
      Given OpenAI will answer "Paris"
      When Uma's program asks "Which city is the capital of France?"
      Then the program gets the answer "Paris" from the model "gpt-6-luna"
      And the program learns that it ended because everything was said
      And the program learns that it used 7 tokens for the question and 1 for the answer, 8 in all

    Example: An answer word by word, with what it used at the end
      Given OpenAI will answer "The sky is blue"
      When Uma's program asks "Which colour has the sky?", word by word
      Then the program gets the words one by one: "The, sky, is, blue"
      And the program learns that it ended because everything was said
      And the program learns that it used 5 tokens for the question and 4 for the answer, 9 in all

    Example: An answer that the client collects itself
      Given OpenAI will answer "The sky is" because its length was used up
      When Uma's program asks "Which colour has the sky?", letting its client collect the words
      Then the program gets the answer "The sky is" from the model "gpt-6-luna"
      And the program learns that it used 5 tokens for the question and 3 for the answer, 8 in all

    Example: An answer of Anthropic, whose protocol the program does not know
      Given Anthropic will answer "Bonjour"
      When Uma's program asks "Say hello in French", naming the model "claude-haiku-5-5"
      Then the program gets the answer "Bonjour" from the model "claude-haiku-5-5"
      And OpenAI was never contacted

  @INTG-04.10
  Rule: The program meets errors as OpenAI's client knows them

    Scenario Outline: When OpenAI <condition>, the client reports <kind>
      Given OpenAI <condition>
      When Uma's program asks "Hello"
      Then the program's client reports <kind>, because <failure>

      Examples: of fault
        | condition                   | kind                               | failure                                    |
        | calls the request invalid   | a bad request                      | our request was invalid                    |
        | cannot process the request  | a request that cannot be processed | the provider could not process our request |
        | asks us to wait 600 seconds | too many requests                  | the provider asked us to slow down         |
        | wants to be paid first      | an error                           | the provider's quota is used up            |
        | rejects our credentials     | trouble of the server              | the provider rejected our credentials      |
        | is out of service           | trouble of the server              | the provider is unavailable                |
        | is silent                   | trouble of the server              | the provider took too long                 |
        | answers with a web page     | trouble of the server              | the provider answered unreadably           |

    Example: A model that does not exist is not found
      When Uma's program asks "Hello", naming the model "gpt-nothing"
      Then the program's client reports something not found, because the provider does not know the model
      And OpenAI was asked once

    Example: A program that is not recognised has the wrong credentials
      When a program with a made-up token asks "Hello"
      Then the program's client reports wrong credentials, because nobody is recognised
      And OpenAI was never contacted

    Example: The client is told when to come back
      Given OpenAI asks us to wait 300 seconds
      When Uma's program asks "Hello"
      Then the program's client reports too many requests, because the provider asked us to slow down
      And the program is asked to come back after 300 seconds

    Example: An answer that breaks off ends with an error of the client
      Given OpenAI will answer "The sky is blue"
      And OpenAI stops after 2 words without an end mark
      When Uma's program asks "Which colour has the sky?", word by word
      Then the program's client reports, in the middle of the answer, that the provider ended its answer too early
      And the program had got "The sky" by then
