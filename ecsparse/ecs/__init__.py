"""Pieces of Elastic Common Schema documents, and what ECS says of its fields. It knows no format and no product."""
