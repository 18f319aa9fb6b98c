@AR-05 @governance @supervision
Feature: Corrections
  A supervisor who sees an agent go astray tells it so, and it goes on from there.
  Seam: supervisor → correction → present answer, next message, next answer → person.

  Background:
    Given OpenAI will answer "Monday is free now", a word every 2 seconds
    And Uma is listening to Sol as it begins to create "The calendar"
    And 5 seconds pass

  @AR-05.3
  Rule: A correction ends the present answer, and the model answers the correction in a message of its own

    Example: The present answer stays as far as it came, and another one follows
      Given OpenAI will answer "Tuesday then"
      When Sam corrects the execution: "Not on Mondays"
      Then Sol answers "Tuesday then"
      And Uma heard these messages
        | words        |
        | Monday is    |
        | Tuesday then |

    Example: The correction is put to the model as the next message
      Given OpenAI will answer "Tuesday then"
      When Sam corrects the execution: "Not on Mondays"
      Then Sol answers "Tuesday then"
      And OpenAI was given, in this order
        | from         | words                               |
        | instructions | You are Sol. You keep the calendar. |
        | person       | The calendar                        |
        | agent        | Monday is                           |
        | person       | Not on Mondays                      |
      And OpenAI was asked twice

    Example: The conversation keeps both answers, with the correction between them
      Given OpenAI will answer "Tuesday then"
      When Sam corrects the execution: "Not on Mondays"
      Then Sol answers "Tuesday then"
      And Uma's conversation is
        | from      | words          |
        | person    | The calendar   |
        | assistant | Monday is      |
        | person    | Not on Mondays |
        | assistant | Tuesday then   |

    Example: Not one more word of the corrected answer goes out
      Given OpenAI never answers
      And Sam has corrected the execution: "Not on Mondays"
      When 10 seconds pass
      Then Uma heard "Monday is" and nothing more
      And the execution is running

    Example: Two corrections, one right after the other, are both heeded
      Given Sam has corrected the execution: "Not on Mondays"
      And Sam has corrected the execution: "Nor on Tuesdays"
      When 20 seconds pass
      Then Uma's conversation is
        | from      | words              |
        | person    | The calendar       |
        | assistant | Monday is          |
        | person    | Not on Mondays     |
        | person    | Nor on Tuesdays    |
        | assistant | Monday is free now |

    Example: It can be corrected again
      Given OpenAI will answer "Tuesday then", a word every 2 seconds
      And Sam has corrected the execution: "Not on Mondays"
      And OpenAI will answer "Wednesday"
      When Sam corrects the execution: "Nor on Tuesdays"
      Then Sol answers "Wednesday"
      And OpenAI was asked 3 times

  @AR-05.3
  Rule: What was held back goes with the answer that is corrected

    Example: Corrected while it is paused, it goes on with the correction alone
      Given Sam has paused the execution
      And 20 seconds pass
      And OpenAI will answer "Tuesday then"
      When Sam corrects the execution: "Not on Mondays"
      Then Sol answers "Tuesday then"
      And Uma heard these messages
        | words        |
        | Monday is    |
        | Tuesday then |

  @AR-05.3
  Rule: Only what has not ended can be corrected, and with words

    Example: An ended execution takes no correction
      Given 20 seconds pass
      When Sam corrects the execution: "Not on Mondays"
      Then the request fails because the present state does not allow it
      And OpenAI was asked once

    Example: A correction without a word is none
      When Sam corrects the execution: ""
      Then the request fails because the request is not valid
      And the execution is running
      And OpenAI was asked once
