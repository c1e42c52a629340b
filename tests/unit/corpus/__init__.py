"""Reports in every format that the readers read, made anew by the tests that need them."""
