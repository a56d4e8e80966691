"""The gallery of scenarios and landscapes."""
