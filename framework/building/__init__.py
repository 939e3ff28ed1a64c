"""Everything in charts/, made whole and put in place at once."""
