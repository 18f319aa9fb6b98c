@AR-05 @shell @conflict
Feature: Choosing from a shell
  Where agents want different things, a supervisor at a terminal sees the options and picks one of them.
  Seam: shell → concord command → platform → proposal with options.

  @AR-05.22
  Rule: Whoever decides from a shell chooses there as well

    Background:
      Given Uma has had this conflict settled by most votes:
        | agent | wants         |
        | Ada   | Ship today    |
        | Sol   | Ship tomorrow |

    Example: Sam reads what there is to choose from
      When Sam runs "concord proposals"
      Then the command reports success
      And it has printed a table with a proposal that offers "Ship today" and "Ship tomorrow"
      And one proposal waits

    Example: What Sam chooses wins
      When Sam runs "concord proposals approve [proposal] --option 'Ship tomorrow'"
      Then the command reports success, saying "resolve_conflict"
      And "Ship tomorrow" wins
      And the proposal says that Sam chose "Ship tomorrow"

    Example: Whoever approves without choosing is shown the options, and nothing is settled
      When Sam runs "concord proposals approve [proposal]"
      Then the command reports failure
      And it has printed nothing, and said "--option 'Ship today'"
      And one proposal waits
