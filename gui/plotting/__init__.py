"""What plots are made of: axes, scales, lines, and the readout under the pointer."""
