"""Turns, transcripts and passages, their numbers, and how they are read from files."""
