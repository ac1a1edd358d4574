"""The demo shop's people and past: made up from a plan and a seed, the same every time."""
