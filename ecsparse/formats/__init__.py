"""Wire formats: text to headers and mappings. They know no ECS and no product."""
