@AR-05 @governance
Feature: Names of actions
  What an agent does is recognised by its exact name, so that nothing slips through under a name that looks like another's.
  Seam: name of an action → governance → decision.
  Everywhere else these features write a name as people say it: "send email" for send_email.

  @AR-05.2
  Rule: A published action has the complexity that is published for it, and any other is of complexity 4

    Example: The published actions, from reading to what cannot be undone
      When Sam looks up how complex each action is
      Then these are the published actions
        | complexity | actions                                                                                            |
        | 1          | search, read, list, get, fetch, summarize, present_chart, present_markdown, retrieve_episodes       |
        | 2          | chat, analyze, suggest, draft, generate, recommend, extract, process, finalize, plan, review, vote  |
        | 2          | browse, take_screenshot, post_to_feed, send_message, react                                          |
        | 3          | create, update, schedule, write_shared_state, delegate, export, record_screen                       |
        | 4          | delete, execute_command, deploy, transfer, payment, send_email, post_to_slack, create_github_issue  |
        | 4          | submit_form, run_script                                                                             |

    Example: An autonomous agent may do what is not published
      Given OpenAI will answer "Done"
      When Uma asks Ada to "translate" "Good morning"
      Then Ada answers "Done"

    Example: A supervised agent needs approval for what is not published
      When Uma asks Sol to "translate" "Good morning"
      Then a proposal waits for a supervisor
      And OpenAI was never contacted

    Example: An intern may not do what is not published
      When Uma asks Ines to "translate" "Good morning"
      Then the request fails because the agent may not do that
      And Uma is told that Ines is an intern, and that it takes an autonomous agent
      And OpenAI was never contacted

    Scenario Outline: "<name>", a word with a meaning for programs, is not published and so of complexity 4
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

    Example: A name with blanks in the middle is another name
      When Uma asks Stu to "present chart" "The prices"
      Then the request fails because the agent may not do that
      And OpenAI was never contacted
