"""Plain data and a pydantic model to the model, or to diagnostics at the place of each wrong value."""
