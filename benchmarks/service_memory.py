"""Peak memory and time of `cs-toolkit metrics` over 10 million events and 1 million tickets.

    .venv/bin/python benchmarks/service_memory.py [events] [tickets]

Prints one line a family; exits 1 where a run needs 2 GiB or more.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import duckdb

LIMIT = 2 * 2**30
USERS, CUSTOMERS = 200_000, 20_000
START, DAYS = "2025-11-01", 365

EVENTS = """
    select
        'u' || cast(floor({users} * power(random(), 2)) as bigint) as user_id,
        strftime(timestamp '{start}' + to_seconds(cast(random() * {days} * 86400 as bigint)), '%Y-%m-%dT%H:%M:%SZ') as occurred_at,
        ['view', 'edit', 'export'][1 + cast(floor(random() * 3) as int)] as event,
        'feature_' || cast(floor(random() * 12) as int) as feature
    from range({events})
"""
TICKETS = """
    select
        't' || i as ticket_id, 'c' || cast(floor(random() * {customers}) as bigint) as customer_id,
        opened as opened_at,
        opened + to_seconds(cast(3600 * random() as bigint)) as first_replied_at,
        case when random() < 0.9 then opened + to_seconds(4000 + cast(-200000 * ln(random()) as bigint)) end as first_resolved_at,
        1 + cast(floor(random() * 1.4) as int) as contacts, random() < 0.2 as is_complaint,
        'category_' || cast(floor(random() * 9) as int) as category
    from (
        select range as i, timestamp '{start}' + to_seconds(cast(random() * {days} * 86400 as bigint)) as opened
        from range({tickets})
    )
"""
USER_LIST = """
    select 'u' || range as user_id, 'c' || (range % {customers}) as customer_id,
        timestamp '2025-01-01' + to_days(cast(range % 300 as int)) as created_at
    from range({users})
"""


def write(folder: Path, events: int, tickets: int) -> None:
    sizes = {
        "events": events, "tickets": tickets, "users": USERS, "customers": CUSTOMERS,
        "start": START, "days": DAYS,
    }  # fmt: skip
    database = duckdb.connect(
        config={"memory_limit": "1GB", "temp_directory": str(folder / "spill")}
    )
    for name, select in (("usage_events", EVENTS), ("tickets", TICKETS), ("users", USER_LIST)):
        target = folder / f"{name}.csv"
        database.execute(f"copy ({select.format(**sizes)}) to '{target}' (header)")
    database.close()


def run(folder: Path, family: str) -> tuple[int, float]:
    """Peak memory in bytes and seconds of one run, in a process of its own."""
    tool = Path(sys.executable).with_name("cs-toolkit")
    command = [
        str(tool), "metrics", "2026-08..2026-10", "--data", str(folder), "--family", family,
        "--as-of", "2026-11-01", "--format", "csv",
    ]  # fmt: skip
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"cs-toolkit metrics failed on family {family}")
    return used.ru_maxrss * 1024, time.monotonic() - started


def main() -> int:
    events, tickets = (int(size) for size in (*sys.argv[1:], 10_000_000, 1_000_000)[:2])
    worst = 0
    with tempfile.TemporaryDirectory(prefix="cs_toolkit_memory_") as name:
        write(Path(name), events, tickets)
        for family in ("support", "engagement"):
            memory, seconds = run(Path(name), family)
            worst = max(worst, memory)
            print(f"{family}: {memory / 2**30:.2f} GiB, {seconds:.0f} s")
    return int(worst >= LIMIT)


if __name__ == "__main__":
    sys.exit(main())
