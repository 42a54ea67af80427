"""The lines that run a report each month, for the schedulers that teams have."""

import shlex
from pathlib import Path


def scheduled(data: str, out: Path, day: int, hour: int) -> str:
    """Lines for cron, systemd, GitHub Actions and Airflow; each runs the last full month.

    >>> scheduled("company.toml", Path("reports"), 2, 6).splitlines()[1]
    '0 6 2 * * cs-toolkit report last --data company.toml --out reports --quiet'
    """
    command = (
        f"cs-toolkit report last --data {shlex.quote(data)} --out {shlex.quote(str(out))} --quiet"
    )
    return f"""# cron (crontab -e); % would have to be written \\%
{_for_cron(f"0 {hour} {day} * * {command}")}

# systemd: cs-toolkit.service and cs-toolkit.timer; systemctl enable --now cs-toolkit.timer
[Service]
Type=oneshot
WorkingDirectory=%h
ExecStart=/usr/bin/env {command.replace("%", "%%")}

[Timer]
OnCalendar=*-*-{day:02d} {hour:02d}:00
Persistent=true

[Install]
WantedBy=timers.target

# GitHub Actions: .github/workflows/report.yml (hours are UTC)
on:
  schedule:
    - cron: "0 {hour} {day} * *"
jobs:
  report:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: pip install cs-toolkit
      - run: {command}

# Airflow
from airflow import DAG
from airflow.operators.bash import BashOperator

with DAG("customer_success_report", schedule="0 {hour} {day} * *", catchup=False):
    BashOperator(task_id="report", bash_command={command!r})

# Exit codes: 0 all well; 1 the numbers do not reconcile or a page failed; 2 the input is wrong."""


def _for_cron(line: str) -> str:
    """A line in which cron reads no % as the end of the command."""
    return line.replace("%", "\\%")
