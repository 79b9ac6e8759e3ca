"""Movements and other programmes: phases, governing documents, focus points, targets, tasks."""
