"""What people decided: the trail's lines, folded into index entries and cells; pure, no files."""
