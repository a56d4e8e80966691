"""Times of updates and epochs by the batch size."""
