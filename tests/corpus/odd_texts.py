"""Texts that engines read in ways of their own, made of a core and what stands around it."""

from collections.abc import Iterator

BLANKS = ("", " ", "\t", "\u00a0", "\u2003", "\u3000", "\ufeff", "\r\n")
DAYS = (
    "2026-01-01", "2026-02-28", "2024-02-29", "2026-02-29", "1900-02-29", "2000-02-29", "2026-04-31",
    "2026-13-01", "2026-00-10", "0000-01-01", "0001-01-01", "9999-12-31", "26-01-01", "2026-1-1",
    "20260101", "2026/01/01", "01.01.2026", "infinity", "-infinity", "epoch", "now", "today",
    "2026-01-01 BC", "January 1, 2026", "2026-001", "2026-W01-1", "12026-01-01", "-2026-01-01",
)  # fmt: skip
CLOCKS = (
    "T09:30:00", " 09:30", "T09:30:00.5", "T09:30:59.123456789", "T23:59:59.9999999", "T24:00:00",
    "T23:59:60", "T09:60:00", "T25:00:00", "T9:30:00", " 09:30:00 PM", "T09:30:00.", "T09",
)  # fmt: skip
OFFSETS = (
    "Z", "+02:00", "-0800", " -08", "+02", " UTC", "+14:00", "+15:00", "+99:00", "-23:59", "z",
    " EST", " Europe/Paris", "[UTC]",
)  # fmt: skip
NUMBERS = (
    "0", "-0", "1", "+1.50", "1.", ".5", "-.5", ".", "", "1e3", "1E-3", "1e400", "-1e400", "1e-400",
    "1e99999", "1e", "e1", "1_000", "1,000", "1 000", "0x1F", "0b11", "inf", "-Infinity", "NaN", "nan",
    "999999999999999", "999999999999999.999999", "1e15", "9223372036854775807", "9223372036854775808",
    "123456789012345678901234567890", "0.1234567", "2.5", "2.0", "007", "--1", "1-", "(1)", "$1", "1%",
    "\u0661\u0662", "\uff11", "\u00bd", "1\u00a0000", "true", "T", "yes", "NO", "y", "on", "2", "1.0",
)  # fmt: skip
NAMES = (
    "a",
    "A",
    "\u00e4",
    "a\u0308",
    "\u00df",
    "NULL",
    "a b",
    "a\u00a0b",
    "\u200b",
    "'",
    "\\",
    "a\tb",
)


def odd_texts() -> Iterator[str]:
    """Every text of the grammar, each once."""
    cores = [*DAYS, *NUMBERS, *NAMES]
    cores += [f"2026-01-01{clock}{offset}" for clock in CLOCKS for offset in ("", *OFFSETS[:4])]
    cores += [f"2026-01-01T09:30:00{offset}" for offset in OFFSETS]
    around = [
        f"{blank}{core}{blank}" for blank in BLANKS for core in ("2026-01-01", "7", "yes", "a")
    ]
    yield from dict.fromkeys([*cores, *around])
