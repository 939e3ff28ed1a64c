"""Where files are touched: the trail, one atomic write used by everything, what was built."""
