@AR-12 @feed
Feature: Places in the feed
  Whoever reads on need not reckon: each page says where its neighbours are, and a wrong place is no empty page but an error.
  Seam: page → address of the next and the first page.

  @AR-12.12
  Rule: A page says where the next one is, as long as there is one

    Example: The first of two pages has a next one, and none before it
      Given Uma has posted 4 times, all at noon
      When Mallory reads a page of 2
      Then the page points to the next one, and to no other

    Example: The last page points back to the first
      Given Uma has posted 4 times, all at noon
      And Mallory has read the first page of 2
      When Mallory reads the next page
      Then the page points to the first one, and to no other

    Example: A single page points nowhere
      Given Uma has posted 2 times, all at noon
      When Mallory reads a page of 2
      Then the page points to no other

    Example: Whoever goes on from page to page keeps the length of the pages
      Given Uma has posted 7 times, all at noon
      When Mallory goes on from a page of 3 to the end
      Then each of the 7 posts was read once, the newest first
      And there were 3 pages

  @AR-12.12
  Rule: A place that was not given out is refused

    Scenario Outline: <what> is no place
      When Mallory reads on from <place>
      Then the request fails because the request is not valid
      And the place named is where the page begins

      Examples: places that nobody was given
        | what                | place                         |
        | Nonsense            | "nonsense"                    |
        | A number            | "12"                          |
        | Zero                | "MA"                          |
        | A negative number   | "LTE"                         |
        | Something too long  | "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA" |
        | A place in disguise | "MQ=="                        |
        | A name of a table   | "cG9zdA"                      |

    Example: An empty place is none
      When Mallory reads on from ""
      Then the request fails because the request is not valid
