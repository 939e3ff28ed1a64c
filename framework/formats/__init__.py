"""One file a format. Nothing is imported here, so that a command loads only what it reads."""
