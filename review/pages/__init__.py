"""What people see: one file a page. A view gets its object, asks one function, renders."""
