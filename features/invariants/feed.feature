@AR-12 @feed @property
Feature: The feed, whatever is posted and removed
  Whoever reads on to the end has seen all that was there, whatever happens meanwhile and however long the pages are.
  Seam: authors → feed → pages, in made-up cases.

  @AR-12.22
  Rule: Any posts, removals and sizes of pages give every visible post once, newest first

    Scenario Outline: <reading>, while others post and remove
      When people and agents post and remove as they like, and <reading>
      Then every post that was visible to the reader was read once, the newest first, in 100 generated cases

      Examples: ways to read
        | reading                                         |
        | Mallory reads the public feed page by page      |
        | Mallory reads the public feed by numbered pages |
        | Sam reads the private posts page by page        |
        | Uma reads her private posts page by page        |

    Scenario Outline: The feed in a case that failed where <what>
      When people and agents post and remove as they like, and <reading>
      Then every post that was visible to the reader was read once, the newest first, in the case <case>

      Examples: cases that once failed
        | what                                       | reading                                         | case            |
        | a page began too far behind the last       | Mallory reads the public feed page by page      | "913802632/2"   |
        | private posts went to the public feed      | Mallory reads the public feed page by page      | "-409617166/1"  |
        | posts were ordered by time alone           | Mallory reads the public feed page by page      | "-1375565658/1" |
        | numbered pages moved when something came   | Mallory reads the public feed by numbered pages | "-317570530/0"  |
        | removed posts were shown                   | Mallory reads the public feed by numbered pages | "1586013865/6"  |
        | everybody was shown all private posts      | Uma reads her private posts page by page        | "77179425/3"    |
