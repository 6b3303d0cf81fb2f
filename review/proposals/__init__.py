"""A first rule for a category, proposed to its admin as a draft with a reason for each line."""
