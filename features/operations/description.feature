@OPS @observability
Feature: The description of the interface
  Whoever writes a program for the platform reads one document, and can believe it.
  Seam: developer → published description → every address.
  That answers are as described is checked on every answer of every example.

  @OPS.7
  Rule: The interface is described in a standard document that leaves nothing open

    Example: Everything offered says what it is for, what it answers and who may use it
      When a stranger reads the description
      Then it follows the standard "3.1.0"
      And everything that it offers says what it is for, what it answers and how it fails
      And what may be anything, and every fingerprint, is explained
      And everything that is not open to all asks for a token or a session

    Example: What is asked of the audit trail, and what it answers, is explained where the name does not tell it
      When a stranger reads the description
      Then it explains these
        | of                         | what                                  |
        | asking for the audit trail | whom the record is to be about        |
        | asking for the audit trail | which record comes first              |
        | records of the audit trail | the record that one completes         |
        | verifying the audit trail  | how many are in order                 |
        | verifying the audit trail  | the last that is in order             |
        | verifying the audit trail  | the first that is wrong               |
        | verifying the audit trail  | the record of a head that was missing |

    Example: The description can be read as a page
      When a stranger opens the page about what the platform understands
      Then it is shown

  @OPS.7
  Rule: Addresses and fields are as agreed on, and change on purpose only

    Example: Nothing that a program could depend on changes unnoticed
      When a stranger reads the description
      Then it is the interface that was agreed on

  @OPS.7
  Rule: Every answer is as described, refusals included

    Example: A refusal is a document that programs can act on
      When Uma asks for something that does not exist
      Then the request fails because there is no such thing
      And the refusal says what kind it is, and the same in words

    Example: What is not described is not there
      When Uma asks for her own particulars in the wrong way
      Then the request fails because there is no such thing
