"""What the log says of all customers together: association rules, forecasts, and what is unusual."""
