"""Totals of accepted figures over the tree of units and over time, in columns. Pure: no Django, no database, no clock.

`rebuild.rebuild` computes every total anew from a snapshot; `forest.Forest` says where a figure counts on a day.
"""
