@AR-12 @feed
Feature: Numbered pages of the feed
  Whoever leafs through the feed by numbers leafs through one book, not through one that is being written.
  Seam: reader → page number of a set that stays the same.

  @AR-12.12
  Rule: All pages are of the posts that there were at the first one

    Example: Each post is read once, although new ones arrive
      Given Uma has posted 5 times, all at noon
      And Mallory has read page 1 of pages of 2
      And Uma has posted "Meanwhile"
      When Mallory leafs through to the end
      Then each of the 5 posts was read once, the newest first
      And there were 3 pages

    Example: Whoever begins anew finds the new ones
      Given Uma has posted "One"
      And Mallory has read page 1 of pages of 2
      And Uma has posted "Two"
      When Mallory reads page 1 of pages of 2
      Then "Two" and "One" were read, in this order

    Example: A page that was read again is the same, whatever was posted since
      Given Uma has posted 5 times, all at noon
      And Mallory has read page 1 of pages of 2
      And Uma has posted 4 times, all at noon
      When Mallory reads page 1 of the same set again
      Then the page has the posts that it had

    Example: Behind the last page there is nothing
      Given Uma has posted 2 times, all at noon
      When Mallory reads page 3 of pages of 2
      Then nothing was read

  @AR-12.12
  Rule: What is removed meanwhile leaves its place empty, and moves nothing

    Example: A post that was removed from a page already read does not make one skipped
      Given Uma has posted "One", "Two", "Three" and "Four", all at noon
      And Mallory has read page 1 of pages of 2
      And Uma has removed the post "Four"
      When Mallory leafs through to the end
      Then "Four", "Three", "Two" and "One" were read, in this order

    Example: A post that was removed from a page to come is not read
      Given Uma has posted "One", "Two", "Three" and "Four", all at noon
      And Mallory has read page 1 of pages of 2
      And Uma has removed the post "Two"
      When Mallory leafs through to the end
      Then "Four", "Three" and "One" were read, in this order

  @AR-12.12
  Rule: A page says where its neighbours are, and a set that does not exist yet is refused

    Example: A page in the middle points to both neighbours and to the first
      Given Uma has posted 6 times, all at noon
      And Mallory has read page 1 of pages of 2
      When Mallory reads page 2 of the same set
      Then the page points to the next one, the one before and the first

    Example: The last page points to none behind it
      Given Uma has posted 4 times, all at noon
      And Mallory has read page 1 of pages of 2
      When Mallory reads page 2 of the same set
      Then the page points to the one before and the first

    Scenario Outline: <what> is refused
      Given Uma has posted 2 times, all at noon
      When Mallory asks for <what>
      Then the request fails because the request is not valid
      And the place named is <place>

      Examples: pages and sets that there cannot be
        | what                             | place                   |
        | page 0                           | the page                |
        | page "two"                       | the page                |
        | the set of tomorrow              | the moment of the pages |
        | the set "new"                    | the moment of the pages |
        | a page by number and place       | where the page begins   |
        | a numbered page of private posts | the page                |
