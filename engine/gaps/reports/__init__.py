"""What customers say about themselves: kept with source, time and confidence, theirs to change and delete."""
