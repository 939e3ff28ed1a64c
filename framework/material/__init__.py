"""What is read and not decided: cases, transcripts and their passages, codebook and topic guide."""
