"""What a person takes along from a window: what draws its pictures, and makes its films."""
