"""What customers ask that is not answered: how much, in which words, and what would close most of it."""
