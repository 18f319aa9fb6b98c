@OPS @input
Feature: What nobody asked for
  Whoever misspells a wish, or puts it in the wrong place, learns it at once and does not believe that it counted.
  Seam: request → the way to it and its content → everything else.

  @OPS.5
  Rule: What a request says where nothing is asked is refused, and nothing is done

    Scenario Outline: A field <where> of a request that asks for nothing is named
      When Uma blocks Mallory, with "colour" <where> of the request
      Then the request fails because the request is not valid
      And the place named is the colour
      And on record nobody was blocked or unblocked

      Examples: places
        | where            |
        | in the way to it |
        | in the content   |

    Example: Content that says nothing is none
      When Uma blocks Mallory, with nothing in the content of the request
      Then Mallory is blocked

  @OPS.5
  Rule: What is asked for in no readable way is refused

    Example: The way to it is named as what is wrong
      When Uma looks at a post by a way that nobody can read
      Then the request fails because the request is not valid
      And the place named is the way to it
