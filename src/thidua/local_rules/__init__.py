"""Which rules of law a unit follows beside national law: packs, and dated values that correct what was not verified."""
