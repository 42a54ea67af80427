"""Learned estimates: how long customers stay, what they will be worth, what tells who leaves.

A model takes numbers, arrays or frames and gives back a small plain result; it knows nothing of
companies, databases or notebooks. Each says what it was learned from, states its error on data
that it had not seen beside the error of a trivial guess, and where there is too little to learn
from gives NaN with a ``note`` that says what it would need, never a wrong number. Everything is
seeded, and the order of the rows changes nothing.
"""
