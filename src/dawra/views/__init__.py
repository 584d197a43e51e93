"""What people and programs see: command line, report, exports.

In: findings, deals, readings. Out: text, JSON, pages. A view computes no figure that no analysis computes.
"""
