"""Does memory stay bounded when the sample company grows? One process per size, its peak measured.

    python benchmarks/sample_memory.py                  # 2,000 and 20,000 customers
    python benchmarks/sample_memory.py 2000 20000 60000

Ten times the customers may cost a few buffers more, never ten times the memory: exits 1 if the
largest size takes more than two and a half times what the smallest does.
"""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cs_toolkit.sample import write_sample

MONTHS, EVENTS_PER_CUSTOMER = 36, 20.0


def peak_megabytes() -> float:
    # ru_maxrss is in kilobytes, on macOS in bytes
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 2**20


def measure(customers: int) -> None:
    """Write one sample in this process and tell what it took."""
    before, start = peak_megabytes(), time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        write_sample(
            folder, customers=customers, months=MONTHS, seed=1,
            events_per_customer=EVENTS_PER_CUSTOMER, format="parquet",
        )  # fmt: skip
        size = sum(file.stat().st_size for file in Path(folder).iterdir()) / 2**20
    print(customers, before, peak_megabytes(), time.perf_counter() - start, size)


def main(sizes: list[int]) -> int:
    print(f"{MONTHS} months, {EVENTS_PER_CUSTOMER:.0f} events a customer and month")
    print(f"{'customers':>10} {'seconds':>8} {'files MB':>9} {'peak MB':>8} {'above start':>12}")
    growth = []
    for size in sizes:
        run = subprocess.run(
            [sys.executable, __file__, "--one", str(size)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
        customers, before, peak, seconds, files = map(float, run.stdout.split())
        growth.append(peak - before)
        print(f"{customers:10,.0f} {seconds:8.1f} {files:9.0f} {peak:8.0f} {growth[-1]:12.0f}")
    return int(growth[-1] > 2.5 * growth[0])


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        measure(int(sys.argv[2]))
    else:
        sys.exit(main([int(size) for size in sys.argv[1:]] or [2_000, 20_000]))
