"""What people decided: lines, what stands of them, history, and the trail's files."""
