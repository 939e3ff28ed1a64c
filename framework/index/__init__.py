"""The index: which passages stand under which subthemes."""
