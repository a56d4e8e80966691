"""The texts of lessons: their numbers, and the terms of the glossary in them."""
