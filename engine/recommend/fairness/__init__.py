"""Who is served how well, and what is shown: quality by group of customers, exposure by band of products."""
