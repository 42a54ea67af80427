"""How a company file asks for a health score: indicators, weights, the index."""
