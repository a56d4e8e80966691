"""The glossary: every term of the subject with one sentence."""
