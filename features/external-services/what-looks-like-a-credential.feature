@INTG-04 @secrets
Feature: What looks like a credential
  Providers repeat what they were sent; what looks like a key or a token is left out of it, whosever it is.
  Seam: provider's refusal → platform → person.

  @INTG-04.24
  Rule: What looks like a credential is left out of what a provider says, also where nobody knows whose it is

    Scenario Outline: <what> is not shown
      Given OpenAI calls the request invalid: "There is <text> in it"
      When Uma asks OpenAI "Hello"
      Then the request fails because our request was invalid
      And Uma is told that OpenAI calls the request invalid: "There is [hidden] in it"

      Examples: credentials of whomever
        | what                        | text             |
        | A provider's key            | sk-abc_def       |
        | A token of Slack            | xoxb-123-abc     |
        | A person's token of GitHub  | ghp_abcDEF1      |
        | A program's token of GitHub | ghs_abcDEF1      |
        | A token for parts of GitHub | github_pat_11ABC |
        | A token of another platform | ccd_abc-DEF_1    |
        | A credential that says so   | Bearer abc.def=  |

    Scenario Outline: <what> is shown as it is
      Given OpenAI calls the request invalid: "There is <text> in it"
      When Uma asks OpenAI "Hello"
      Then the request fails because our request was invalid
      And Uma is told that OpenAI calls the request invalid: "There is <text> in it"

      Examples: words that only look a little like it
        | what                       | text            |
        | The end of a longer word   | a desk-topic    |
        | A name of other letters    | a ghost_writer  |
        | A name with more before it | an accd_abcdefg |
