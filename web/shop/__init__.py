"""The demo shop's API, and the pages that the front end was built into."""
