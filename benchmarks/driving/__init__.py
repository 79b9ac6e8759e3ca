"""What benchmarks and end-to-end tests use to drive the product as a person would; no benchmark of its own."""
