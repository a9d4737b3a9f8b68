"""What an author of a product needs: the files of a new one, and samples against their expected documents."""
