@AR-05 @governance
Feature: Names of actions
  What an agent does is recognised by its exact name, so that nothing slips through under a name that looks like another's.
  Seam: name of an action → governance → decision.

  @AR-05.2
  Rule: Each published action counts as complex as it is published

    Example: The published actions, from reading to what cannot be undone
      When Sam looks up how complex each action is
      Then these are the published actions
        | complexity | actions                                                                                            |
        | 1          | search, read, list, get, fetch, summarize, present chart, present markdown, retrieve episodes       |
        | 2          | chat, analyze, suggest, draft, generate, recommend, extract, process, finalize, plan, review, vote  |
        | 2          | browse, take screenshot, post to feed, send message, react                                          |
        | 3          | create, update, schedule, write shared state, delegate, export, record screen                       |
        | 4          | delete, execute command, deploy, transfer, payment, send email, post to slack, create github issue  |
        | 4          | submit form, run script                                                                             |

  @AR-05.2
  Rule: An unknown action counts as the most complex

    Example: An autonomous agent may do what nobody has heard of
      Given OpenAI will answer "Done"
      When Uma asks Ada to "translate" "Good morning"
      Then Ada answers "Done"

    Example: A supervised agent needs approval for it
      When Uma asks Sol to "translate" "Good morning"
      Then a proposal waits for a supervisor
      And OpenAI was never contacted

    Example: An intern may not do it
      When Uma asks Ines to "translate" "Good morning"
      Then the request fails because the agent may not do that
      And Uma is told that Ines is an intern, and that it takes an autonomous agent
      And OpenAI was never contacted

    Scenario Outline: "<name>", a word that programs know, is an unknown action all the same
      When Uma asks Ines to "<name>" "Good morning"
      Then the request fails because the agent may not do that
      And Uma is told that Ines is an intern, and that it takes an autonomous agent
      And OpenAI was never contacted

      Examples: of such words
        | name           |
        | __proto__      |
        | constructor    |
        | toString       |
        | hasOwnProperty |

  @AR-05.2
  Rule: Names are exact: what only looks like a known name is unknown

    Example: Stu may search
      Given OpenAI will answer "Found"
      When Uma asks Stu to "search" "The price list"
      Then Stu answers "Found"

    Scenario Outline: "<name>" is not "search"
      When Uma asks Stu to "<name>" "The price list"
      Then the request fails because the agent may not do that
      And Uma is told that Stu is a student, and that it takes an autonomous agent
      And OpenAI was never contacted

      Examples: of names that differ by a hair
        | name                 |
        | Search               |
        | SEARCH               |
        | search,              |
        | searches             |
        | re-search            |
        | search all           |
        | search/delete        |
        | ѕearch               |
        | ｓearch              |

    Example: A blank in front or behind makes another name
      When Uma asks Stu to "search" with a blank in front, and with one behind
      Then both requests fail because the agent may not do that
      And OpenAI was never contacted

    Example: Blanks in the middle are no underscores
      When Uma asks Stu to "present chart" "The prices"
      Then the request fails because the agent may not do that
      And OpenAI was never contacted
