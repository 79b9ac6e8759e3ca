"""Following packs, and adding dated values of one's own."""

from thidua.local_rules.commands.packs import follow_again, follow_pack, stop_following
from thidua.local_rules.commands.values import add_value, restore_value, withdraw_value

__all__ = ["add_value", "follow_again", "follow_pack", "restore_value", "stop_following", "withdraw_value"]
