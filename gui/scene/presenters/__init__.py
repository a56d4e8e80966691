"""From a snapshot to the arrays that the items draw."""
