@INTG-04 @github
Feature: GitHub issues
  People file issues on GitHub without leaving the platform, and when GitHub does not take one they hear why.
  Seam: person → GitHub integration → GitHub.
  What happens when the same issue is filed again is told in "Sending once".

  Background:
    Given GitHub has the repository "acme/website"

  @INTG-04.19
  Rule: An issue filed on GitHub is confirmed with its number and address

    Example: An issue arrives in its repository and is confirmed
      When Uma files the issue "Footer overlaps" in "acme/website", saying "On small screens only" and labelled "bug"
      Then the issue is confirmed as number 1 of "acme/website"
      And "acme/website" shows the issue "Footer overlaps", saying "On small screens only" and labelled "bug"

    Example: A title as long as GitHub allows is filed
      When Uma files an issue with a title of 256 characters in "acme/website"
      Then the issue is confirmed as number 1 of "acme/website"

  @INTG-04.19
  Rule: What GitHub calls invalid is the sender's error, with the fields

    Example: One character more than GitHub allows is refused, naming the title
      When Uma files an issue with a title of 257 characters in "acme/website"
      Then the request fails because GitHub called the issue invalid
      And GitHub's faults are passed on
        | field | fault  |
        | title | custom |
      And "acme/website" shows no issue

    Example: Every field that GitHub names is passed on
      Given GitHub finds these faults in issues
        | field  | fault         |
        | title  | missing_field |
        | labels | invalid       |
      When Uma files the issue "Footer overlaps" in "acme/website"
      Then the request fails because GitHub called the issue invalid
      And GitHub's faults are passed on
        | field  | fault         |
        | title  | missing_field |
        | labels | invalid       |

  @INTG-04.19
  Rule: A repository that GitHub does not show us is reported as unknown

    Example: An issue for a repository that does not exist is refused
      When Uma files the issue "Footer overlaps" in "acme/nothing"
      Then the request fails because GitHub knows no such repository
      And GitHub was contacted once

    Example: A repository with a name of 200 characters is left to GitHub to find
      When Uma files an issue in a repository with a name of 200 characters
      Then the request fails because GitHub knows no such repository
      And GitHub was contacted once

    Example: One character more never reaches GitHub
      When Uma files an issue in a repository with a name of 201 characters
      Then the request fails because the request is not valid
      And the place named is the repository
      And GitHub was never contacted

    Example: What is no name of a repository never reaches GitHub
      When Uma files the issue "Footer overlaps" in "acme/../website"
      Then the request fails because the request is not valid
      And GitHub was never contacted
