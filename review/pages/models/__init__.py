"""The page "Models": who answers which question, how they are, what they cost, and one of them tried live."""
