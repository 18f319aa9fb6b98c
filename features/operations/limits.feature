@OPS @limits
Feature: Limits
  One token cannot keep the platform busy for everybody, and whoever guesses at tokens gets slower, not further.
  Seam: request → who asks, and how often → everything else.

  @OPS.6
  Rule: A token may make 600 requests a minute, and is told what is left

    Example: The 600th request of a minute is answered, and nothing is left
      When Uma makes 600 requests at once
      Then all of them are answered
      And Uma is told that 0 of 600 are left for the next 60 seconds

    Example: The 601st request of a minute is refused, and Uma is told how long to wait
      Given Uma has made 600 requests, and 20 seconds have passed
      When Uma makes one more request
      Then the request fails because too many requests were made
      And Uma may try again after 40 seconds

    Example: The minute begins with the first request and ends on time
      Given Uma has made 601 requests, and 60 seconds have passed
      When Uma makes one more request
      Then all of them are answered
      And Uma is told that 599 of 600 are left for the next 60 seconds

    Example: Nobody else is held up
      Given Uma has made 601 requests, and 20 seconds have passed
      When Sam makes one more request
      Then all of them are answered

    Example: The operator can set another number
      Given these settings
        | CONCORD_REQUESTS_PER_MINUTE | 3 |
      And Uma has made 3 requests, and 59 seconds have passed
      When Uma makes one more request
      Then the request fails because too many requests were made
      And Uma may try again after 1 second

  @OPS.6
  Rule: Repeated wrong tokens from one origin are slowed down

    Scenario Outline: The answer to wrong token number <count> is held back for <wait>
      When a stranger has tried <count> wrong tokens in a row
      Then the last answer was held back for <wait>

      Examples: five are free, then each waits twice as long as the one before
        | count | wait             |
        | 5     | 0 seconds        |
        | 6     | 100 milliseconds |
        | 7     | 200 milliseconds |
        | 11    | 3.2 seconds      |
        | 12    | 5 seconds        |
        | 13    | 5 seconds        |

    Example: A minute later the stranger begins anew
      Given a stranger has tried 8 wrong tokens in a row
      And 60 seconds pass
      When a stranger has tried 1 wrong token in a row
      Then the last answer was held back for 0 seconds

    Example: A right token is not slowed down by the wrong ones before it
      Given a stranger has tried 8 wrong tokens in a row
      When Uma makes one more request
      Then all of them are answered, at once

  @OPS.6
  Rule: Wrong tokens are counted, and audited once a minute for each origin

    Example: Thirteen wrong tokens leave one record, and a count of thirteen
      When a stranger has tried 13 wrong tokens in a row
      Then the audit trail tells of wrong tokens once
      And the measurements count 13 wrong tokens

    Example: The next minute is told of again
      Given a stranger has tried 5 wrong tokens in a row
      And 60 seconds pass
      When a stranger has tried 5 wrong tokens in a row
      Then the audit trail tells of wrong tokens twice
      And the measurements count 10 wrong tokens

    Example: Two origins are told of separately
      Given a stranger has tried 5 wrong tokens in a row
      When a stranger elsewhere has tried 5 wrong tokens in a row
      Then the audit trail tells of wrong tokens twice, from two origins

    Example: Who shows no token at all is no guesser
      When a stranger has asked 5 times without a token
      Then nobody is recognised, and the audit trail tells of nothing
      And the measurements count 0 wrong tokens
