@AR-05 @governance
Feature: Remembered decisions
  Deciding costs next to nothing, because what was decided once is remembered, but never longer than it holds.
  Seam: governance → remembered decisions → measurements.

  Background:
    Given OpenAI will answer "Done"

  @AR-05.6
  Rule: The second identical decision is counted as a hit

    Example: The first decision is made, the second is a hit
      Given Uma has asked Ada "Hello"
      When Uma asks Ada "Hello again"
      Then the measurements count 1 decision that was made and 1 hit

    Example: A decision is remembered although others were made since
      Given Uma has asked Ada "Hello"
      And Uma has asked Sol "Hello"
      When Uma asks Ada "Hello again"
      Then the measurements count 2 decisions that were made and 1 hit

    Example: Whoever asks, the decision is the same one
      Given Uma has asked Ada "Hello"
      When Sam asks Ada "Hello"
      Then the measurements count 1 decision that was made and 1 hit

    Example: That approval is needed is remembered as well
      Given Uma has asked Sol to send email "Hello"
      When Uma asks Sol to send email "Hello again"
      Then the measurements count 1 decision that was made and 1 hit
      And two proposals wait
      And OpenAI was never contacted

    Example: That an action is blocked is remembered as well
      Given Uma was refused when she asked Ines to send email "Hello"
      When Uma asks Ines to send email "Hello again"
      Then the request fails because the agent may not do that
      And the measurements count 1 decision that was made and 1 hit
      And OpenAI was never contacted

    Scenario Outline: Another <what> is no hit
      Given Uma has asked Ada to search "The price list"
      When Uma asks <agent> to <action> "The price list"
      Then the measurements count 2 decisions that were made and 0 hits

      Examples: of what is different
        | what   | agent | action |
        | agent  | Sol   | search |
        | action | Ada   | read   |

    Example: A demand for approval is another decision
      Given Uma has asked Ada "Hello"
      When Uma asks Ada "Hello", asking for approval first
      Then the measurements count 2 decisions that were made and 0 hits
      And a proposal waits for a supervisor

  @AR-05.6
  Rule: No remembered decision outlives a change: it is stale after a pause, a retirement or another level

    Scenario Outline: A decision is stale once Ada was <changed>
      Given Uma has asked Ada "Hello"
      And Uma has asked Ada "Hello again"
      And Ada was <changed>
      When Uma asks Ada "Still there?"
      Then the request fails because the agent is <changed>
      And OpenAI was asked twice

      Examples: of states
        | changed |
        | paused  |
        | retired |

    Example: A decision is stale once the agent has another level
      Given Uma has asked Sol to create "The calendar"
      And Uma has asked Sol to create "The calendar"
      And Sol was demoted to intern
      When Uma asks Sol to create "The calendar"
      Then a proposal waits for a supervisor

    Example: Resumed, it is decided anew and allowed again
      Given Uma has asked Ada "Hello"
      And Ada was paused and resumed
      When Uma asks Ada "Hello"
      Then Ada answers "Done"
      And the measurements count 2 decisions that were made and 0 hits

    Scenario Outline: A decision is stale once Ada was <changed> on another platform with the same data
      Given Uma has asked Ada "Hello"
      And on another platform with the same data, Olivia has <changed> Ada
      When Uma asks Ada "Still there?"
      Then the request fails because the agent is <changed>
      And OpenAI was asked once

      Examples: of states elsewhere
        | changed |
        | paused  |
        | retired |
