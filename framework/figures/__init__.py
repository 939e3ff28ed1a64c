"""Figures as tables of named marks, worked out before anything is drawn."""
