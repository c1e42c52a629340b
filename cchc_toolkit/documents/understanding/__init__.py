"""What a finished report says in terms of the form."""
