"""Taking files into a study: what is certain of each of them, and what is only guessed."""
