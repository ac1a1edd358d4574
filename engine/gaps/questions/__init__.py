"""Which question to a customer is worth asking: what its answer tells, and what it changes."""
