"""What is known of a customer, in words that they read: what they told us, and what we make of it."""
