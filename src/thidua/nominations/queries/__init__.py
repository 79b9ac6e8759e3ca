"""Reading rounds, nominations and what stands in their way."""
