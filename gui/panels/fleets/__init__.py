"""The list of fleets and their knobs."""
