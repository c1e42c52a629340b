"""Tables for analysts: the same numbers that the reports print."""
