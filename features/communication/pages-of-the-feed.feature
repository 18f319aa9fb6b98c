@AR-12 @feed
Feature: Reading the feed page by page
  Whoever reads on misses nothing and sees nothing twice, however much is said meanwhile.
  Seam: reader → page, and where it goes on → next page.

  @AR-12.12
  Rule: Going on where the last page ended shows each post once

    Scenario Outline: <count> posts are <pages> pages of <size>
      Given Uma has posted <count> times, all at noon
      When Mallory reads the feed to its end in pages of <size>
      Then each of the <count> posts was read once, the newest first
      And there were <pages> pages

      Examples: pages that come out even, and that do not
        | count | size | pages |
        | 6     | 3    | 2     |
        | 7     | 3    | 3     |
        | 3     | 3    | 1     |
        | 2     | 3    | 1     |
        | 5     | 1    | 5     |

    Example: What is posted meanwhile moves nothing
      Given Uma has posted 6 times, all at noon
      And Mallory has read the first page of 3
      And Uma has posted "Meanwhile"
      When Mallory reads on to the end
      Then each of the 6 posts was read once, the newest first

    Example: What is removed meanwhile is missing, and nothing else is
      Given Uma has posted "One", "Two", "Three", "Four" and "Five", all at noon
      And Mallory has read the first page of 2
      And Uma has removed the posts "Four" and "Two"
      When Mallory reads on to the end
      Then "Five", "Four", "Three" and "One" were read, in this order

    Example: Private posts between public ones leave no gap
      Given Uma has posted "One" and "Two"
      And Uma has posted "Between us" privately
      And Uma has posted "Three" and "Four"
      When Mallory reads the feed to its end in pages of 2
      Then "Four", "Three", "Two" and "One" were read, in this order
      And there were 2 pages

    Example: Private posts have pages too
      Given Uma has posted "One", "Two" and "Three" privately
      When Uma reads the private posts to their end in pages of 2
      Then "Three", "Two" and "One" were read, in this order

  @AR-12.12
  Rule: A page has 50 posts unless fewer or more are asked for, and at most 100

    Scenario Outline: Of 101 posts a page has <count> <wish>
      Given Uma has posted 101 times, all at noon
      When Mallory reads a page <wish>
      Then the <count> newest of 101 posts were read

      Examples: asked for and not
        | wish                    | count |
        | without saying how long | 50    |
        | of 1                    | 1     |
        | of 100                  | 100   |

    Scenario Outline: There is no page of <size>
      When Mallory reads a page of <size>
      Then the request fails because the request is not valid
      And the place named is how many at most

      Examples: none, and one too many
        | size |
        | 0    |
        | 101  |
