"""Every write on decisions, their papers, number books and funds."""

from thidua.decisions.commands.annulling import draft_annulment
from thidua.decisions.commands.calling_in import record_return, undo_return
from thidua.decisions.commands.drafting import add_lines, change_decision, draft_decision, drop_draft, remove_lines
from thidua.decisions.commands.funds import change_fund, open_fund, pay_lines, record_recovery
from thidua.decisions.commands.issuing import Issued, issue_decision
from thidua.decisions.commands.numbering import open_book
from thidua.decisions.commands.orders import fail_order, fill_order, order_paper, stop_order
from thidua.decisions.commands.papers import attach_signed_decision, make_paper
from thidua.decisions.commands.reckoning import set_bonus
from thidua.decisions.commands.reissuing import draft_reissue, request_reissue, withdraw_request
from thidua.decisions.commands.unpaying import take_back_payments

__all__ = [
    "Issued",
    "add_lines",
    "attach_signed_decision",
    "change_decision",
    "change_fund",
    "draft_annulment",
    "draft_decision",
    "draft_reissue",
    "drop_draft",
    "fail_order",
    "fill_order",
    "issue_decision",
    "make_paper",
    "open_book",
    "open_fund",
    "order_paper",
    "pay_lines",
    "record_recovery",
    "record_return",
    "remove_lines",
    "request_reissue",
    "set_bonus",
    "stop_order",
    "take_back_payments",
    "undo_return",
    "withdraw_request",
]
