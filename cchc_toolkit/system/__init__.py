"""What a process asks of its system: files moved into place, locks, processes, one clock."""
