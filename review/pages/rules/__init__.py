"""The pages of rules: what counts as the same in each category, how it became so, and what it would be."""
