"""Claims and accounts, tracing to the words and back, and searching for words."""
