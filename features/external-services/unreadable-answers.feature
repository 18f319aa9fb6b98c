@INTG-04 @chat
Feature: Unreadable answers
  A person gets an answer or a truthful error, never the debris of one.
  Seam: chat request → gateway → OpenAI or Anthropic.

  @INTG-04.8
  Rule: An answer that cannot be read is reported as unusable and never passed on

    Scenario Outline: <provider> <condition> when asked for an answer <manner>
      Given <provider> <condition>
      When Uma asks <provider> "Hello", to be answered <manner>
      Then the request fails because the provider answered unreadably
      And Uma heard nothing of an answer
      And <provider> was asked once

      Examples: of provider, kind of answer and manner
        | provider  | condition                         | manner       |
        | OpenAI    | answers in broken text            | as a whole   |
        | OpenAI    | answers in broken text            | word by word |
        | OpenAI    | answers with nothing              | as a whole   |
        | OpenAI    | answers with nothing              | word by word |
        | OpenAI    | answers with a web page           | as a whole   |
        | OpenAI    | answers with a web page           | word by word |
        | OpenAI    | answers in the wrong kind of text | as a whole   |
        | OpenAI    | answers in the wrong kind of text | word by word |
        | OpenAI    | answers in a similar kind of text | as a whole   |
        | OpenAI    | answers in text of no kind        | as a whole   |
        | OpenAI    | answers in text of no kind        | word by word |
        | OpenAI    | hides an error in its answer      | as a whole   |
        | OpenAI    | hides an error in its answer      | word by word |
        | OpenAI    | answers without content           | as a whole   |
        | OpenAI    | answers without content           | word by word |
        | Anthropic | answers in broken text            | as a whole   |
        | Anthropic | answers in broken text            | word by word |
        | Anthropic | answers with nothing              | as a whole   |
        | Anthropic | answers with nothing              | word by word |
        | Anthropic | answers with a web page           | as a whole   |
        | Anthropic | answers with a web page           | word by word |
        | Anthropic | answers in the wrong kind of text | as a whole   |
        | Anthropic | answers in the wrong kind of text | word by word |
        | Anthropic | answers in a similar kind of text | word by word |
        | Anthropic | answers in text of no kind        | as a whole   |
        | Anthropic | answers in text of no kind        | word by word |
        | Anthropic | hides an error in its answer      | as a whole   |
        | Anthropic | hides an error in its answer      | word by word |
        | Anthropic | answers without content           | as a whole   |
        | Anthropic | answers without content           | word by word |

    Scenario Outline: What was wrong with an answer of <provider> that <condition> is told
      Given <provider> <condition>
      When Uma asks <provider> "Hello"
      Then the request fails because the provider answered unreadably
      And Uma is told "<provider> answered unreadably: <told>"

      Examples: of provider and kind of answer
        | provider  | condition                         | told                                      |
        | OpenAI    | answers in text of no kind        | it sent something without a content type |
        | Anthropic | answers in the wrong kind of text | it sent text/plain; charset=utf-8        |

  @INTG-04.8
  Rule: What only looks broken is passed on

    Scenario Outline: An answer of <provider> that talks of errors is an answer, given <manner>
      Given <provider> will answer "error: { not closed"
      When Uma asks <provider> "What does my program say?", to be answered <manner>
      Then the answer is "error: { not closed", given by <provider>

      Examples: of provider and manner
        | provider  | manner       |
        | OpenAI    | as a whole   |
        | OpenAI    | word by word |
        | Anthropic | as a whole   |
        | Anthropic | word by word |
