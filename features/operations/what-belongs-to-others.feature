@INTG-04 @access
Feature: What belongs to others
  Nobody finds out what others did by asking for it; supervisors may, because they answer for it.
  Seam: request → token or session → whose it is.

  @INTG-04.25
  Rule: What belongs to another is as if it were not there, except for supervisors

    Example: Mallory cannot find out what Uma sent
      Given Uma sent "Quarterly numbers" through Slack
      When Mallory asks what became of it
      Then the request fails because there is no such thing

    Example: A supervisor can
      Given Uma sent "Quarterly numbers" through Slack
      When Sam asks what became of it
      Then Sam learns that it is sent
