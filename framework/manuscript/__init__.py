"""A manuscript's quotations against the transcripts: found, matched, judged, counted.

Data goes one way: a `Draft`, its quotations, the places where their words stand, a verdict on
each, the register. Nothing is guessed: where words or an attribution lead to more than one place,
all of them are listed and none is chosen.
"""
