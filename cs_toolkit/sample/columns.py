"""Columns of invented rows: plain arrays while they are made, Arrow columns when they are written."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ..schema import TABLES
from .clock import NEVER, Clock

Columns = dict[str, np.ndarray]
ARROW_TYPES = {
    "id": pa.string(),
    "text": pa.string(),
    "period": pa.string(),
    "money": pa.decimal128(18, 2),
    "number": pa.float64(),
    "whole": pa.int64(),
    "flag": pa.bool_(),
    "day": pa.date32(),
    "moment": pa.timestamp("s", "UTC"),
}
# Columns that the invented company's systems do not have.
LEFT_OUT = {
    "subscriptions": ("last_day", "quantity", "status_since"),
    "orders": ("status",),
    "customers": ("email", "domain"),
}
# A company's own dimensions, beyond the columns that the kit declares.
OWN_DIMENSIONS = {"customers": ("team", "service_point", "channel")}


def schema(table: str) -> pa.Schema:
    """The columns of a sample table, in the order in which the kit declares them."""
    declared = [
        pa.field(column.name, ARROW_TYPES[column.kind])
        for column in TABLES[table].columns.values()
        if column.name not in LEFT_OUT.get(table, ())
    ]
    return pa.schema(
        declared + [pa.field(name, pa.string()) for name in OWN_DIMENSIONS.get(table, ())]
    )


def arrow_table(table: str, columns: Mapping[str, Any], clock: Clock) -> pa.Table:
    """The rows of one table, each column brought to its type; a column not given is missing."""
    fields = schema(table)
    unknown = set(columns) - set(fields.names)
    if unknown:
        raise KeyError(f"{table} has no column {sorted(unknown)}")
    count = len(next(iter(columns.values())))
    kinds = {name: column.kind for name, column in TABLES[table].columns.items()}
    return pa.Table.from_arrays(
        [
            _arrow(columns[name], kinds.get(name, "text"), clock)
            if name in columns
            else pa.nulls(count, fields.field(name).type)
            for name in fields.names
        ],
        schema=fields,
    )


def _arrow(values: Any, kind: str, clock: Clock) -> pa.Array:
    if isinstance(values, pa.ChunkedArray):
        return values.combine_chunks()
    if isinstance(values, pa.Array):
        return values
    if kind == "day":
        return clock.dates(values)
    if kind == "moment":
        return clock.instants(values)
    if kind == "money":
        return _decimals(values)
    if kind == "flag":
        return pa.array(np.asarray(values, dtype=bool))
    return pa.array(np.asarray(values, dtype=float), from_pandas=True).cast(ARROW_TYPES[kind])


def _decimals(cents: np.ndarray) -> pa.Array:
    """Whole cents as decimals with two places; NEVER is missing."""
    cents = np.asarray(cents, dtype=np.int64)
    known = cents != NEVER
    low_and_high = np.empty(
        (len(cents), 2), dtype=np.int64
    )  # a decimal of 128 bits, low half first
    low_and_high[:, 0] = cents
    low_and_high[:, 1] = cents >> 63
    validity = pa.array(known).buffers()[1]
    return pa.Array.from_buffers(
        pa.decimal128(18, 2), len(cents), [validity, pa.py_buffer(low_and_high)]
    )


def pick(pool: Sequence[str], codes: np.ndarray) -> pa.Array:
    """The texts that the codes stand for; a negative code is missing."""
    codes = np.asarray(codes, dtype=np.int64)
    return pa.array(list(pool), pa.string()).take(pa.array(codes, mask=codes < 0))


def numbered(prefix: str, numbers: np.ndarray, width: int = 6) -> pa.Array:
    """Ids such as C000042; a negative number is missing."""
    numbers = np.asarray(numbers, dtype=np.int64)
    digits = pc.utf8_lpad(pa.array(numbers, mask=numbers < 0).cast(pa.string()), width, "0")
    return pc.binary_join_element_wise(prefix, digits, "")


def rows(columns: Columns, which: np.ndarray) -> Columns:
    """The rows that a mask or an order picks."""
    return {name: values[which] for name, values in columns.items()}


def stacked(parts: Sequence[Columns]) -> Columns:
    """The rows of all parts, one after another."""
    return {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}


def round_randomly(rng: np.random.Generator, expected: np.ndarray) -> np.ndarray:
    """Whole numbers with the given means that vary as little as whole numbers can."""
    return np.floor(expected + rng.random(np.shape(expected))).astype(np.int64)
