"""The review list: what is unusual waits here for a person's word; no order waits with it."""
