"""A Bayesian network of features, expectations, experience and satisfaction."""
