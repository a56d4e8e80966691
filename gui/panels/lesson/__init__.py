"""The lesson that is being played: text, prediction, hints, and the knobs of its step."""
