@AR-05 @governance @approval
Feature: Deciding proposals
  A decision is made once, by somebody other than whoever asked, about exactly what was seen.
  Seam: supervisor → decision → proposal.
  Proposals that lapse have a feature of their own.

  Background:
    Given Uma has asked Sol to send email "Dear all"

  @AR-05.9
  Rule: A proposal that waits is decided once; every other decision is refused

    Scenario Outline: What was <first> cannot be <second> any more
      Given OpenAI will answer "Sent"
      And Sam has <first> it
      When Olivia <decides> it after all
      Then the request fails because the proposal was decided already
      And the proposal is <first> by Sam
      And OpenAI was asked <times>

      Examples: of decisions one after the other
        | first    | second   | decides  | times |
        | approved | rejected | rejects  | once  |
        | approved | approved | approves | once  |
        | rejected | approved | approves | never |
        | rejected | rejected | rejects  | never |

    Scenario Outline: Of <decisions> at the same moment exactly one counts
      Given OpenAI will answer "Sent"
      When Sam and Olivia decide at the same moment: <decisions>
      Then one of the two decisions counts, and the other fails because the proposal was decided already
      And the proposal is as the one that counts says
      And OpenAI was asked once for an approval, and never for a rejection

      Examples: of two decisions
        | decisions                    |
        | an approval and a rejection  |
        | a rejection and an approval  |
        | two approvals                |
        | two rejections               |

    Example: A proposal that does not exist cannot be decided
      When Sam approves a proposal that does not exist
      Then the request fails because there is no such thing
      And one proposal waits
      And OpenAI was never contacted

  @AR-05.9
  Rule: A decision names the content that it saw, and is refused if the content is another

    Scenario Outline: Sam cannot <decide> what Sam has not seen
      When Sam <decides> it, having seen another content
      Then the request fails because the content is another
      And the place named is the content that was seen
      And one proposal waits
      And OpenAI was never contacted

      Examples: of decisions about another content
        | decide  | decides  |
        | approve | approves |
        | reject  | rejects  |

    Example: The fingerprint of another proposal is refused
      Given Uma has asked Sol to send email "Dear customers"
      When Sam approves the first, having seen the second
      Then the request fails because the content is another
      And two proposals wait
      And OpenAI was never contacted

    Scenario Outline: A decision that says <what> as what it saw is refused
      When Sam approves it, saying <what> as what was seen
      Then the request fails because the request is not valid
      And the place named is the content that was seen
      And one proposal waits
      And OpenAI was never contacted

      Examples: of what is no fingerprint
        | what                   |
        | nothing                |
        | the words themselves   |
        | one character too few  |
        | one character too many |

    Example: After such a mistake it can be approved as it is
      Given OpenAI will answer "Sent"
      And Sam has tried to approve it, having seen another content
      When Sam approves it
      Then the proposal is approved by Sam
      And OpenAI was asked once

    Example: The fingerprint that Sam is shown is that of the content that Sam is shown
      When Sam looks at the proposal
      Then its fingerprint is that of its content
      And one proposal waits
