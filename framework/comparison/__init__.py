"""Positions of groups, and where they differ: between authorities, between teams, within."""
