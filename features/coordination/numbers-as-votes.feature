@INTG-05 @ensemble
Feature: Numbers as votes
  Questions can ask for numbers, and agents do not all write them in the same way.
  Seam: agent's answer → vote.

  @INTG-05.16
  Rule: A number is a vote, the same as its digits in letters

    Example: A number and the same number in writing agree
      Given Ada will vote with the number 12
      And Sol will vote "12"
      When Uma asks Ada and Sol for a consensus on "How many crates?"
      Then they agree on "12"

    Example: Two numbers do not agree
      Given Ada will vote with the number 12
      And Sol will vote with the number 13
      When Uma asks Ada and Sol for a consensus on "How many crates?"
      Then they do not agree
