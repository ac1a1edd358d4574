"""Forecasts of orders, revenue and questions, with intervals that were measured."""
