@AR-05 @governance @audit
Feature: Reading the audit trail
  Supervisors find what they look for in a long record: what concerns an agent, what is new, and all of it page by page.
  Seam: supervisor → audit trail → records.
  That nobody else reads it stands with what each role may do.

  Background:
    Given Sol was paused
    And 1 hour passes
    And Ada was paused

  @AR-05.19
  Rule: The record can be read by whom it concerns, from a moment on, forwards and backwards

    Example: What concerns an agent, and nothing else
      When Sam reads what the audit trail tells of Sol
      Then it tells at last that Sol was paused, and of no other agent

    Example: What somebody did, and nothing that others did
      When Sam reads what the audit trail tells of Olivia
      Then it tells at last that Ada was paused, and only of what concerns Olivia

    Example: Whom it shall be about is named in up to 100 characters
      When Sam reads what the audit trail tells of somebody whose name has 100 characters
      Then it tells nothing

    Example: A name of 101 characters is refused
      When Sam reads what the audit trail tells of somebody whose name has 101 characters
      Then the request fails because the request is not valid
      And the place named is whom the record is to be about

    Scenario Outline: What happened from <moment> on is <told>
      When Sam reads the audit trail from <moment> on
      Then it tells that <told>, and nothing else

      Examples: of moments
        | moment         | told                                  |
        | 1 hour ago     | Sol was paused, and then that Ada was |
        | 59 minutes ago | Ada was paused                        |
        | 0 seconds ago  | Ada was paused                        |

    Example: The newest first
      When Sam reads the audit trail, the newest record first
      Then it tells first that Ada was paused, and next that Sol was

    Example: Which comes first is the oldest or the newest, and nothing else
      When Sam reads the audit trail, the longest record first
      Then the request fails because the request is not valid
      And the place named is which record comes first

  @AR-05.19
  Rule: Page by page, every record is read once, in order

    Scenario Outline: In pages of <size>, the <end> first
      When Sam reads the audit trail in pages of <size>, the <end> first
      Then every record was read once, from the <end> on
      And every page but the last told of <size>, and none of nothing

      Examples: forwards and backwards
        | size | end    |
        | 2    | oldest |
        | 2    | newest |
        | 1    | newest |

    Example: A page after a place that nobody was given is refused
      When Sam reads the audit trail from a place that nobody was given
      Then the request fails because the request is not valid
      And the place named is where the page begins
