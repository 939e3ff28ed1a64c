"""Is the study in order, do its summaries point to words, and what is left to do?"""
