"""The desk of a province: what its communes sum to, and the report of the level itself."""
