"""What every route shares: work off the event loop, errors, limits, headers, signed-in staff."""
