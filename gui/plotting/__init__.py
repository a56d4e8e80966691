"""Parts of plots: axes, scales, lines, and the readout under the pointer."""
