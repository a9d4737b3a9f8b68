"""Parts of Elastic Common Schema documents, and the definitions of its fields. It knows no format and no product.

`fields.json` is ECS 9.4.0 as data: the type of each field, which fields are arrays, the values allowed for
`event.kind`, `event.category`, `event.type` and `event.outcome`, and which types go with which category.
Source: the facts of `generated/ecs/ecs_flat.yml` in the ECS repository at tag v9.4.0.
"""
