"""The framework matrix: laid out, written, read back, and what is asked about it."""
