"""From a theme, a cell or a claim back to the words, and from the words to all that uses them."""
