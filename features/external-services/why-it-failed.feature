@INTG-04 @chat
Feature: Why a provider could not be asked
  A person who gets no answer learns what was the matter, in words that an operator can act upon.
  Seam: chat request → gateway → network → OpenAI or Anthropic.
  How often each is tried again stands with passing faults and lost connections.

  @INTG-04.6
  Rule: What became of the connection is told

    Scenario Outline: <provider> <condition>, and Uma learns that <why>
      Given <provider> <condition>
      When Uma asks <provider> "Hello"
      Then the request fails because the provider is unavailable
      And Uma is told "<provider> is unavailable: <why>"
      And <provider> was asked 3 times

      Examples: of provider and fault
        | provider  | condition                     | why                             |
        | OpenAI    | refuses the connection        | the connection was refused      |
        | OpenAI    | resets the connection         | the connection was reset        |
        | OpenAI    | hangs up                      | the connection was reset        |
        | OpenAI    | has moved, nobody knows where | its host is unknown             |
        | OpenAI    | cannot be looked up           | its host could not be looked up |
        | Anthropic | is beyond a broken line       | its host cannot be reached      |
        | Anthropic | is on a network that is gone  | its network cannot be reached   |
        | Anthropic | is cut off while we ask       | the connection failed (EPIPE)   |

  @INTG-04.7
  Rule: A connection that does not come about in time is told as such

    Scenario Outline: <provider> <condition>, and Uma learns that connecting took too long
      Given <provider> <condition>
      When Uma asks <provider> "Hello"
      Then the request fails because the provider took too long
      And Uma is told "<provider> took too long: no connection came about in time"
      And what was too slow was connecting
      And <provider> was asked once

      Examples: of provider and fault
        | provider  | condition                  |
        | OpenAI    | cannot be reached          |
        | Anthropic | is given up by the network |

  @INTG-04.5
  Rule: A refusal that is not in the provider's own words is told by its number

    Scenario Outline: <provider> <condition>, and Uma learns no more than that
      Given <provider> <condition>
      When Uma asks <provider> "Hello"
      Then the request fails because <failure>
      And Uma is told "<provider> <told>"
      And <provider> was asked <times>

      Examples: of provider and refusal
        | provider  | condition                                    | failure                                    | told                                                      | times   |
        | OpenAI    | takes the request and has nothing to say     | the provider answered unreadably           | answered unreadably: it answered with HTTP 204            | once    |
        | OpenAI    | has a web page forbid us to enter            | the provider rejected our credentials      | rejected our credentials: it answered with HTTP 403       | once    |
        | OpenAI    | has a web page say that it is not there      | the provider answered unreadably           | answered unreadably: it answered with HTTP 404            | once    |
        | OpenAI    | has a web page call the request too large    | our request was too large for the provider | calls the request invalid: it answered with HTTP 413      | once    |
        | Anthropic | has a web page ask us to slow down           | the provider asked us to slow down         | asked us to slow down: it answered with HTTP 429          | 3 times |
        | Anthropic | has a web page say that it is out of service | the provider is unavailable                | is unavailable: it answered with HTTP 503                 | 3 times |
        | Anthropic | sends us elsewhere                           | the provider answered unreadably           | answered unreadably: it redirected, which is not followed | once    |

  @INTG-04.8
  Rule: What is no answer in any known form is told as such, and not asked for again

    Scenario Outline: A <stranger> that stands where OpenAI should be is not understood
      Given a <stranger> stands where the platform looks for OpenAI
      When Uma asks OpenAI "Hello"
      Then the request fails because the provider answered unreadably
      And Uma is told "OpenAI answered unreadably: what it sent is not HTTP"
      And it took no time

      Examples: of strangers
        | stranger                             |
        | mail server                          |
        | server that never comes to the point |

  @INTG-04.6
  Rule: A connection that is closed before the answer is whole is told as such

    Scenario Outline: A <stranger> gives no answer
      Given nothing is tried again
      And a <stranger> stands where the platform looks for Anthropic
      When Uma asks Anthropic "Hello"
      Then the request fails because the provider is unavailable
      And Uma is told "Anthropic is unavailable: the connection was closed"

      Examples: of strangers
        | stranger                                     |
        | server that hangs up in the middle of a word |
        | server that says nothing                     |
