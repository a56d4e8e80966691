"""Losses of real data: regression, logistic and ReLU neurons, softmax, normalisation."""
