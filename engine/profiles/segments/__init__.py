"""Groups of customers who are alike, each with a name and a sentence that people understand."""
