@AR-05 @governance @approval
Feature: Lists of proposals
  A supervisor who comes to a long list reads it in pages, and decides nothing twice and overlooks nothing.
  Seam: supervisor → list of proposals → page after page.
  Who sees which proposals stands with the proposals.

  Background:
    Given Uma has asked Sol to send email "Dear all"
    And Uma has asked Sol to send email "Dear customers"
    And Uma has asked Sol to send email "Dear friends"

  @AR-05.8
  Rule: Every proposal is on one page, the oldest first

    Scenario Outline: Three proposals are listed, <count> at a time
      When Sam lists the proposals, <count> at a time
      Then the pages tell of <pages>, and there is no more
      And three proposals wait

      Examples: of pages that are full, and of one that is not
        | count | pages                                                  |
        | 1     | "Dear all", then "Dear customers", then "Dear friends" |
        | 2     | "Dear all" and "Dear customers", then "Dear friends"   |
        | 3     | "Dear all" and "Dear customers" and "Dear friends"     |
        | 4     | "Dear all" and "Dear customers" and "Dear friends"     |

    Example: Uma, who asked, turns the pages of her own list likewise
      When Uma lists the proposals, 2 at a time
      Then the pages tell of "Dear all" and "Dear customers", then "Dear friends", and there is no more
      And three proposals wait
