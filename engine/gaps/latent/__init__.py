"""The latent-class model of customers' features and expectations, learnt by expectation maximisation."""
