"""Making reports: one, many side by side, on a cluster."""
