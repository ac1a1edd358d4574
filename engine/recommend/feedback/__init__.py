"""What became of what was shown: outcomes, trying out with known chances, estimates of another ranker."""
