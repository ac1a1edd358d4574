"""Up to three questions to a customer of whom nothing is known: asked once, each one to be skipped."""
