"""Prose and tables of any report read as quantities and claims, and the claims recomputed."""
