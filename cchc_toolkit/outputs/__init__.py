"""What a run leaves behind: manifest, identity, freshness, the page of the run."""
