@AR-05 @governance @approval
Feature: Approved work
  What a supervisor approves is done once, as it was approved.
  Seam: supervisor's decision → execution → provider.

  Background:
    Given the platform makes its rounds

  @AR-05.8
  Rule: Approved, it runs once

    Example: What Sam approves is done
      Given OpenAI will answer "Sent"
      And Uma has asked Sol to send email "Dear all"
      When Sam approves it
      Then the proposal is approved by Sam
      And the execution is completed
      And the execution's answer is "Sent"
      And OpenAI was asked once

    Example: What was approved is not run again later, nor after a restart
      Given OpenAI will answer "Sent"
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it
      And the platform was started anew
      When 48 hours pass
      Then OpenAI was asked once
      And the execution is completed

    Example: What was approved is run once although two platforms look after it
      Given OpenAI will answer "Sent"
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it, but nothing can be started
      And another platform on the same data makes its rounds too
      When things can be started again
      Then OpenAI was asked once
      And the execution is completed

    Example: What failed is not tried again under the same approval
      Given OpenAI rejects our credentials
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it
      When 48 hours pass
      Then the execution is failed
      And OpenAI was asked once

    Example: One approval is for one proposal
      Given OpenAI will answer "Sent"
      And Uma has asked Sol to send email "Dear all"
      And Sam has approved it
      When Uma asks Sol to send email "Dear all"
      Then a proposal waits for a supervisor
      And OpenAI was asked once

  @AR-05.8
  Rule: It runs with exactly the content that was approved

    Example: The model is given the message as it was approved
      Given Uma has asked Sol to send email "Dear all,  the office is closed – על הבוקר"
      When Sam approves it
      Then the execution is completed
      And OpenAI was given, in this order
        | from         | words                                         |
        | instructions | You are Sol. You keep the calendar.           |
        | person       | Dear all,  the office is closed – על הבוקר |

    Example: It is asked of the model that was named
      Given Uma has asked Sol to send email "Dear all" with the model "gpt-4o-mini"
      When Sam approves it
      Then the execution is completed
      And OpenAI was asked for the model "gpt-4o-mini"

    Example: It goes on in the conversation that it was asked in
      Given OpenAI will answer "On its way"
      And Uma has asked Sol "Where is my parcel?"
      And Uma has asked Sol to send email "Tell Sam too" in the same conversation
      When Sam approves it
      Then the execution is completed
      And Uma's conversation is
        | from      | words               |
        | person    | Where is my parcel? |
        | assistant | On its way          |
        | person    | Tell Sam too        |
        | assistant | On its way          |
