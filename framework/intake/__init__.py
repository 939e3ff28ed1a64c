"""Files come into a study: what is certain about them, and what is only a guess."""
