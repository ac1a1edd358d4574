"""A small gesture for a customer whom we let down: proposed by rule and budget, granted by an agent."""
