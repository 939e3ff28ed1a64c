"""The charts as a web page, with reading copies of the transcripts beside it."""
