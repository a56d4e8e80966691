"""Mathematics set as pictures, and the rules of the optimizers in it."""
