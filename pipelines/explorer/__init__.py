"""The explorer: from a number to its claims, from a claim to its sentence and to the copies of its story."""
