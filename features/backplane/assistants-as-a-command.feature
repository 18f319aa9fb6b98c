@M06 @assistants @shell
Feature: Assistants as a command
  People start the assistant's server like any command, and find the trial of the coordination patterns among their assistant's own commands.
  Seam: shell → the command for a shell → the platform; assistant → its commands → the coordination runner.

  @M06.12
  Rule: Whoever cannot be connected is told why in one sentence, and nothing else is said

    Example: Without a token
      When somebody without a token runs "concord mcp"
      Then the command reports misuse
      And it has printed nothing, and said "CONCORD_TOKEN is missing"

    Example: Where no platform is
      When Uma runs "concord mcp" where no platform is
      Then the command reports failure
      And it has printed nothing, and said "Concord cannot be reached at"

    Example: With something that it does not take
      When Uma runs "concord mcp now"
      Then the command reports misuse
      And it has printed nothing, and said "is too much"

    Example: When the assistant has nothing more to say it ends
      When Uma runs "concord mcp"
      Then the command reports success
      And it has printed nothing, and said ""

  @M06.9
  Rule: Assistants show the trial of the coordination patterns as a command

    Scenario Outline: The trial of <what> becomes a line for a shell
      Given Uma works through an assistant
      When the assistant of Uma asks for the trial of <what>
      Then it is given the line for a shell that tries just that, and how to read its outcome

      Examples: what is wished for
        | what                                                       |
        | everything                                                 |
        | the barrier                                                |
        | everything on Redis, in the order of seed 7                |
        | everything on other people's servers, with stand-ins       |
        | publishing and the barrier, with a report but no stand-ins |

    Scenario Outline: Nobody slips a command of their own in with <wish>
      Given Uma works through an assistant
      When the assistant of Uma asks for the trial of <wish>
      Then the assistant is told that no command can be made of that

      Examples: what is not among the choices
        | wish                                 |
        | a pattern with a command behind it   |
        | an engine that is a command          |
        | a seed with another choice behind it |
        | something between stand-ins and none |
        | everything in red                    |

    Example: There is no other command
      Given Uma works through an assistant
      When the assistant of Uma asks for a command that nobody offers
      Then the assistant is told that there is no such command
