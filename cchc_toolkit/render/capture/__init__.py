"""What an executed notebook shows, cell by cell, as blocks: printed in its place or refused."""
