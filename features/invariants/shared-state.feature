@AR-12 @shared-state @resources @property
Feature: What several change at the same moment
  However people and agents get in each other's way, what they share comes to what it would have come to one after the other.
  Seam: people and agents at the same moment → resources, shared state → answers, and what is found in the end.

  @AR-12.25
  Rule: Whatever happens at the same moment ends as if it had happened in some order

    Example: What five are told of leases, renewals, returns and writes, some order explains
      When several people and agents ask for a resource, renew it, give it back and write at the same moments
      Then in 100 generated cases some order of what happened explained all that anybody was told

  @AR-12.25
  Rule: A resource never has two holders

    Example: At one moment one agent holds it, each number has one holder, and numbers only grow
      When several people and agents ask for a resource, renew it, give it back and write at the same moments
      Then in 100 generated cases no two agents held it at one moment or under one number, and no number came after a higher one

  @AR-12.25
  Rule: Nothing that was acknowledged is lost

    Example: Each acknowledged write is a version of its own, and the last is there in the end
      When several people and agents ask for a resource, renew it, give it back and write at the same moments
      Then in 100 generated cases every write that was acknowledged made a version of its own, and the last of them was found in the end
