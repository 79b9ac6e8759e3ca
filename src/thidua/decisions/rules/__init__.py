"""Pure decisions about decisions: numbers, money, what papers say."""
