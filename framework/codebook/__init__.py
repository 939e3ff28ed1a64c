"""Themes and subthemes with their terms, topic guides, and the files that hold them."""
