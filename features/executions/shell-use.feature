@AR-05 @shell
Feature: The command for a shell
  Whoever uses the command in a wrong way learns how it is used. People are shown tables, programs get documents.
  Seam: shell → concord command → platform.

  @AR-05.22
  Rule: Wrong use is told apart from failure

    Scenario Outline: It is wrong use to run <line>
      Given Olivia has created two agents called "Twin"
      When Uma runs <line>
      Then the command reports misuse
      And it has printed nothing, and said <sentence>

      Examples: of wrong use
        | line                                    | sentence                                   |
        | "concord execute Ada"                   | "concord execute: a message is missing"    |
        | "concord execute Adam 'Hello'"          | "No agent is called"                       |
        | "concord execute Twin 'Hello'"          | "More than one agent is called"            |
        | "concord execute Ada 'Hello' --loud"    | "Unknown option '--loud'"                  |
        | "concord proposals reject 1"            | "--reason"                                 |

    Example: Without a token nobody is asked for anything
      When somebody without a token runs "concord agents"
      Then the command reports misuse
      And it has printed nothing, and said "CONCORD_TOKEN is missing"

    Example: How it is used, and how it ends, can be read
      When somebody without a token runs "concord --help"
      Then the command reports success
      And it has printed the four ways in which it ends

  @AR-05.22
  Rule: Lists are printed as tables for people and as documents for programs

    Example: Uma reads a table of the agents
      Given Olivia has created the agent "東京の助手"
      When Uma runs "concord agents"
      Then the command reports success
      And it has printed a table in which the levels of "Ada" and "東京の助手" stand below each other

    Example: A program gets a document of all agents
      When Uma runs "concord agents --json"
      Then the command reports success
      And it has printed a list of all agents

  @AR-05.22
  Rule: Verifying the audit trail reports failure if it is not in order

    Example: Success is reported of a trail in order
      When Sam runs "concord audit verify"
      Then the command reports success
      And it has printed how many records are in order

    Example: Failure is reported of a trail with a changed record, which is named
      Given Mallory gets at the stored data and changes the details of record 3
      When Sam runs "concord audit verify"
      Then the command reports failure
      And it has printed that the trail is not in order, and said "Record 3 was changed"
