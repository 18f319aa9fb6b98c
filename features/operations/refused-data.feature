@OPS @operations @storage
Feature: Data and machines that are refused
  Data that the platform cannot trust itself with is left alone, so that a copy or the right version can still use it.
  Seam: operator → Node, data file → one sentence.

  @OPS.1
  Rule: Data that cannot be used stops the start, and the file is kept as it is

    Scenario Outline: The platform does not start when its data file <trouble>
      Given the data file of an installation <trouble>
      When the operator tries to start the platform
      Then it does not start, saying "<sentence>"
      And the data file is the same, to the last byte

      Examples: what is the matter with the file
        | trouble                        | sentence                                                                                                                             |
        | may only be read               | DATABASE_URL: the database [file] is read-only and was left as it is                                                                 |
        | is damaged in the middle       | DATABASE_URL: the database [file] is damaged and was left as it is: …                                                                |
        | was cut short                  | DATABASE_URL: the database [file] is damaged and was left as it is: …                                                                |
        | is something else              | DATABASE_URL: the database [file] is damaged and was left as it is: file is not a database                                           |
        | is a folder                    | DATABASE_URL: the database [file] cannot be opened: unable to open database file                                                     |
        | was written by a newer version | DATABASE_URL: the database [file] was written by a newer version of Concord (9999_from_the_future); use that version or a backup     |
        | belongs to another program     | DATABASE_URL: [file] is a database of another program (it has a table invoice)                                                       |

    Example: A folder that cannot be made is named
      Given the data shall be kept inside of a file
      When the operator tries to start the platform
      Then it does not start, saying "DATABASE_URL: the folder of the database [file]/deeper/concord.db cannot be written: …"
      And nothing was written

  @OPS.1
  Rule: A secret key that is damaged or open to others stops the start as well

    Example: A damaged secret key is not replaced by a new one
      Given the secret key of an installation is damaged
      When the operator tries to start the platform
      Then it does not start, saying "CONCORD_SECRET_KEY is damaged in [file].key; put the original file back"
      And nothing was written

    Example: A secret key that others can read is not used
      Given the secret key of an installation can be read by everybody
      When the operator tries to start the platform
      Then it does not start, saying "CONCORD_SECRET_KEY is readable by others in [file].key; take that away (chmod 600)"
      And nothing was written

  @OPS.1
  Rule: A version of Node that is too old is refused before anything is loaded

    @recovery
    Scenario Outline: Node <version> is too old
      Given an installation without data
      And a machine with Node "<version>"
      When the operator starts the platform
      Then the platform has ended in failure, saying only "Concord needs Node 22.19 or newer, this is Node <version>; "npm run" finds the right one."
      And no data was made

      Examples: the newest that is refused, and what many machines have
        | version  |
        | 22.18.0  |
        | 20.20.2  |

    @recovery
    Example: The oldest version that is supported is taken
      Given an installation without data
      And a machine with Node "22.19.0"
      When the operator starts the platform
      Then the platform takes work
