"""Word files that are built: reading copies with a margin to write in."""
