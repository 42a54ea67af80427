"""A company's tables loaded: mapped, typed, checked against the schema, warned about."""
