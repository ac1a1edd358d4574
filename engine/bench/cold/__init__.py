"""Cold start, measured: customers without a history, products without buyers."""
