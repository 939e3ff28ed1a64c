"""What a researcher may index and has not: found by terms, or in the margin of a transcript."""
