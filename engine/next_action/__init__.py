"""The next best action for one customer: what it is worth, on what evidence, and when nothing is best."""
