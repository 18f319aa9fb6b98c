@OPS @input
Feature: Requests that cannot be read
  A broken program, or a stranger who tries his luck, gets a clear refusal and disturbs nobody.
  Seam: program → line to the platform.
  Requests that can be read but say something wrong have features of their own.

  @OPS.5
  Rule: What cannot even be read is refused with a reason, and others are served as before

    Scenario Outline: A program that <sends> is refused
      When a program <sends>
      Then it is told "<told>"
      And the platform is alive

      Examples: what is sent
        | sends                                  | told                      |
        | speaks another language                | The request is not valid  |
        | names two lengths for one request      | The request is not valid  |
        | ends its lines in the middle of a name | The request is not valid  |
        | says 20 kilobytes about itself         | The headers are too large |
