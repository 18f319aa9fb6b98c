@AR-05 @supervision @browser
Feature: A page for everybody
  Supervisors who see little, hear instead of seeing, use a keyboard alone or a phone can do on the page what all others can.
  Seam: supervisor → page.

  Background:
    Given OpenAI will answer "Monday is free", a word every 2 seconds
    And Uma is waiting for Sol to create "The calendar"
    And 3 seconds pass

  @AR-05.3
  Rule: Everybody can use the page, whatever they see or hold in their hands

    Scenario Outline: The page, <kind>, keeps nobody out
      When Sam opens the page, <kind>
      Then the page shows "Sol · create" as "running, supervised"
      And the page has no barriers, and nothing of it is cut off
      And the execution is running

      Examples: of colours and widths
        | kind               |
        | in light colours   |
        | in dark colours    |
        | as wide as a phone |

    Example: The keyboard is enough to step in
      Given Sam has the page open
      When Sam goes to "Stop" on the page by keyboard and presses it
      Then the page shows "Sol · create" as "cancelled"
      And the execution is cancelled
