"""What an author adds to a notebook, as blocks: Markdown, frames, drawings, printed text."""
