"""What generates: models as data, the adapters that speak to who serves them, and what they cost."""
