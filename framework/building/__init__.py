"""Everything in charts/, made whole and put in place at once, over nothing that was not read."""
