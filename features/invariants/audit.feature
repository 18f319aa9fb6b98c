@AR-12 @audit @property
Feature: Nothing happens off the record
  Whatever is asked of agents, and whatever humans make of it, the audit trail tells all of it once, and nobody can edit it unseen.
  Seam: people → governance, handoffs, conflicts → audit trail → verification.

  Background:
    Given all agents will answer whatever they are asked

  @AR-12.24
  Rule: Every attempt has its decision

    Example: What is asked, approved, rejected, cancelled, handed on, blocked or left to expire is decided once
      When anything is asked of agents, and humans approve it, reject it, or leave it
      Then in 100 generated cases every attempt was decided once, as its answer said

  @AR-12.24
  Rule: Every decision but a blocked one has exactly one outcome once what was decided has ended

    Example: Each end is told once
      When anything is asked of agents, and humans approve it, reject it, or leave it
      Then in 100 generated cases every decision but a blocked one had exactly one outcome once it had ended, and none before

    Example: No outcome is told of what was never decided
      When anything is asked of agents, and humans approve it, reject it, or leave it
      Then in 100 generated cases every outcome and every later decision referred to a first one

  @AR-12.24
  Rule: Any edit of any record is named

    Example: A record that was changed, removed, exchanged, put in, cut off or forged is named
      Given much was asked of agents, and humans approved it, rejected it, or left it
      When somebody edits the stored trail
      Then in 100 generated edits verification named the first record that was wrong
