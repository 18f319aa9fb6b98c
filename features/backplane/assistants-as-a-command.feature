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

    Scenario Outline: It becomes <line>
      Given Uma works through an assistant
      When the assistant of Uma asks for the command "coordination" with <wishes>
      Then it is given "<line>", and how to read its outcome

      Examples: what is wished for
        | wishes                                          | line                                                                   |
        | nothing                                         | npm run coordination                                                   |
        | pattern "barrier"                               | npm run coordination -- --pattern barrier                              |
        | backplane "redis" and seed "7"                  | npm run coordination -- --backplane redis --seed 7                     |
        | backplane "mcp" and mock "true"                 | npm run coordination -- --backplane mcp --mock                         |
        | pattern "pubsub,barrier", mock "no", report "yes" | npm run coordination -- --pattern pubsub,barrier --report            |

    Scenario Outline: Nobody slips a command of their own in with <wish>
      Given Uma works through an assistant
      When the assistant of Uma asks for the command "coordination" with <wish>
      Then the assistant is told that no command can be made of that

      Examples: what is not among the choices
        | wish                     |
        | pattern "all; reboot"    |
        | backplane "$(reboot)"    |
        | seed "42 --parallel 100" |
        | mock "perhaps"           |
        | colour "red"             |

    Example: There is no other command
      Given Uma works through an assistant
      When the assistant of Uma asks for the command "release"
      Then the assistant is told that there is no such command
