"""Exporters of a report's blocks: one HTML file, one PDF; both also for `jupyter nbconvert`."""
