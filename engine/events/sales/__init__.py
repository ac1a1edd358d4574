"""Tables of sold lines: one recipe a format, read twice (looked at, then written) with constant memory."""
