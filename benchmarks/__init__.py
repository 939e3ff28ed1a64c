"""Where the time goes: a seeded corpus of any size, and ratios within one run."""
