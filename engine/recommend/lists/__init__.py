"""Lists of recommendations for all customers at once."""
