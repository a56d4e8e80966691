"""The landscape and the noise of its gradient."""
