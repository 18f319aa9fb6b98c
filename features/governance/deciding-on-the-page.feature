@AR-05 @approval @browser
Feature: Deciding on the page
  Supervisors read what an agent wants to do, exactly as it would be done, and approve or reject it.
  Seam: supervisor → page → proposals.

  @AR-05.8
  Rule: What waits for approval is shown as it was written

    Example: A proposal appears while Sam looks, and leaves the keyboard where it is
      Given Sam has the page open
      And Sam has the keyboard on "Verify" on the page
      When Uma asks Ines to create "Dear all, the office is closed"
      Then the page shows the proposal "Ines · create" with "Dear all, the office is closed"
      And those who listen to the page are told "Ines · create: waits for approval."
      And Sam still has the keyboard on "Verify" on the page
      And one proposal waits

    Example: What looks like a part of a page is ordinary text
      Given Uma has asked Ines to create "<img src=x onerror=alert(1)> & <b>bold</b>"
      When Sam opens the page
      Then the page shows the proposal "Ines · create" with "<img src=x onerror=alert(1)> & <b>bold</b>"
      And the page has no barriers, and nothing of it is cut off
      And one proposal waits

    Example: Nothing waits
      When Sam opens the page
      Then the page says "Nothing waits for a decision."
      And no proposal is on the page

  @AR-05.8
  Rule: It is approved or rejected there, once

    Background:
      Given Uma has asked Ines to create "Dear all"
      And Sam has the page open

    Example: What is approved runs
      Given OpenAI will answer "Done"
      When Sam presses "Approve" on the page
      Then no proposal is on the page
      And the execution is completed
      And OpenAI was asked once

    Example: What is rejected never runs, and the reason is kept
      When Sam rejects it on the page because "Not this week"
      Then no proposal is on the page
      And the proposal is rejected by Sam because "Not this week"
      And OpenAI was never contacted

    Example: After a decision the keyboard is where the list begins
      When Sam goes to "Reject" on the page by keyboard and presses it
      Then no proposal is on the page
      And Sam has the keyboard on the heading "Waiting for approval"

    Example: What somebody else has decided meanwhile goes away
      When Olivia rejects it because "Not now"
      Then no proposal is on the page
      And OpenAI was never contacted

  @AR-05.9
  Rule: A decision that is refused says why, and the proposal stays

    Example: Nobody decides on the page what they asked for
      Given Sam has asked Ines to create "Dear all"
      And Sam has the page open
      When Sam presses "Approve" on the page
      Then the page tells Sam why not, beside the proposal
      And one proposal waits
