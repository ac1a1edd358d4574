"""Files that are tables (CSV, JSON lines, Parquet), read in batches of rows with constant memory."""
