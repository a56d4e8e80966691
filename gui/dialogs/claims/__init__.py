"""The claims on momentum and the batch size, tried."""
