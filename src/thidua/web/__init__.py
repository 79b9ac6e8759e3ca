"""What the sites share: base templates, components, permissions, paging, page tags."""
