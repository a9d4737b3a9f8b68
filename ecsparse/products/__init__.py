"""One module per product: its manual, its declaration `PRODUCT`, and `parse(record)`."""
