"""An answer that is kept is the answer that would be measured, or it is measured anew."""

import os
import subprocess
import sys

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.cli import main, numbers, options
from cs_toolkit.company import cache as caches
from cs_toolkit.company.cache import Cache
from cs_toolkit.company.repeated import Command
from cs_toolkit.dialects import DuckDBEngine

SUBSCRIPTIONS = (
    "subscription_id,customer_id,mrr,starts_on,ends_on\n"
    "1,a,10,2026-01-01,\n2,b,20,2026-02-01,2026-03-01\n"
)
ANSWERS = "response_id,survey,score,responded_at\n1,nps,9,2026-03-02\n2,nps,11,2026-03-02\n"


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "subscriptions.csv").write_text(SUBSCRIPTIONS)
    (folder / "survey_responses.csv").write_text(ANSWERS)
    return folder


@pytest.fixture
def stored(monkeypatch):
    """The tables that were stored, in their order."""
    names = []
    store = DuckDBEngine.store

    def counted(self, name, select):
        names.append(name)
        store(self, name, select)

    monkeypatch.setattr(DuckDBEngine, "store", counted)
    return names


def asked(data, family="retention", **given):
    company = cs.open(data, **{"as_of": "2026-04-01", "cache": True} | given)
    return company.metrics("2026-03", family=family, by=())


def entries(data):
    return sorted((data / ".cs-toolkit").glob("*.answer"))


def test_a_second_process_reads_what_the_first_measured(data, stored):
    first = asked(data)
    stored.clear()
    again = asked(data)
    assert stored == []
    pd.testing.assert_frame_equal(first, again)
    pd.testing.assert_frame_equal(asked(data, cache=False), again)


def test_a_changed_row_a_rule_or_a_day_is_measured_again(data, stored):
    before = asked(data)
    (data / "subscriptions.csv").write_text(SUBSCRIPTIONS.replace("1,a,10", "1,a,11"))
    os.utime(data / "subscriptions.csv", (1, 1))  # its time says nothing
    after = asked(data, family="revenue")
    assert after[after["metric"] == "mrr"]["value"].iloc[0] == 11
    for given in ({"policies": {"paused": "counted"}}, {"as_of": "2026-05-01"}):
        stored.clear()
        asked(data, **given)
        assert "subscriptions" in stored
    assert len(before) == len(asked(data))


def test_a_change_of_another_table_changes_nothing(data, stored):
    asked(data, family="satisfaction")
    (data / "subscriptions.csv").write_text(SUBSCRIPTIONS + "3,c,5,2026-03-05,\n")
    stored.clear()
    asked(data, family="satisfaction")
    assert stored == []


@pytest.mark.parametrize(
    "harm",
    [lambda held: b"", lambda held: held[:-9], lambda held: held[:40] + b"x" + held[41:],
     lambda held: b"\0" * 32 + held[32:]],
)  # fmt: skip
def test_a_damaged_entry_is_made_again(data, stored, harm):
    first = asked(data)
    (entry,) = entries(data)
    entry.write_bytes(harm(entry.read_bytes()))
    stored.clear()
    pd.testing.assert_frame_equal(first, asked(data))
    assert "subscriptions" in stored
    stored.clear()
    asked(data)
    assert stored == []


def test_an_entry_of_somebody_else_or_of_another_question_is_not_believed(data, monkeypatch):
    first = asked(data)
    (entry,) = entries(data)
    forged = first.assign(value=1.0)
    foreign = Cache(data / ".cs-toolkit", b"another user's key")
    foreign.write(entry.name.removesuffix(".answer"), forged.to_parquet(index=False))
    pd.testing.assert_frame_equal(first, asked(data))
    asked(data, family="satisfaction")
    one, other = entries(data)
    other.write_bytes(one.read_bytes())
    pd.testing.assert_frame_equal(first, asked(data))


def test_a_folder_that_cannot_be_written_still_answers(data, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("no space left")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", full)
    assert len(asked(data))


def test_what_is_kept_is_bounded_and_what_was_used_last_stays(tmp_path, monkeypatch):
    kept = Cache(tmp_path, b"key")
    frame = pd.DataFrame({"n": range(10)})
    kept.answer(["old"], lambda: frame, lambda: False)
    monkeypatch.setattr(caches, "MOST_BYTES", 2 * kept.size() + 10)
    for name in ("second", "third"):
        os.utime(kept.entries()[0], (1, 1))
        kept.answer([name], lambda: frame, lambda: False)
    assert len(kept.entries()) == 2
    assert kept.clear() == 2
    assert kept.entries() == []


def test_the_command_line_keeps_shows_and_clears(data, capsys, monkeypatch):
    from typer.testing import CliRunner

    from cs_toolkit.cli import app

    def ran(*args):
        result = CliRunner().invoke(app, [str(one) for one in args])
        assert result.exit_code == 0, result.output
        return result

    metrics = ("metrics", "2026-03", "--data", data, "--as-of", "2026-04-01", "--family",
               "satisfaction")  # fmt: skip
    first, again = ran(*metrics), ran(*metrics)
    assert first.stdout == again.stdout
    assert "set aside: 1 row of survey_responses, score off the scale" in first.stderr
    assert first.stderr == again.stderr
    assert ran("cache", data).stdout.startswith("3 answers, ")
    ran("cache", data, "--clear")
    assert ran(*metrics, "--no-cache").stdout == first.stdout
    assert entries(data) == []


def test_an_answer_over_a_file_that_moved_is_kept_for_nobody(data):
    company = cs.open(data, as_of="2026-04-01", cache=True)
    company.metrics("2026-03", family="satisfaction", by=())  # opens the files
    kept = len(entries(data))
    (data / "subscriptions.csv").write_text(SUBSCRIPTIONS.replace("1,a,10", "1,a,99"))
    company.metrics("2026-03", family="revenue", by=())
    assert len(entries(data)) == kept
    later = asked(data, family="revenue")
    assert cs.pick(later, "mrr")["value"].tolist() == [99.0]


def test_what_moves_while_it_is_measured_is_kept_for_nobody(tmp_path):
    kept = Cache(tmp_path, b"key")
    frame = pd.DataFrame({"value": [1.0]})
    kept.answer(["moved"], lambda: frame, lambda: True)
    assert kept.entries() == []


NOTE = "note: 2025-12 lies before the data"
COMPANY = 'as_of = "2026-04-01"\n[tables.subscriptions]\nfrom = "subscriptions.csv"\n'


@pytest.fixture
def command(data, capsys, monkeypatch):
    """Asks for metrics on the command line; what was written, and whether a company was opened."""
    (data / "company.toml").write_text(COMPANY)
    opened = []
    opening = options.open_asked

    def counted(*given):
        opened.append(given)
        return opening(*given)

    monkeypatch.setattr(numbers, "open_asked", counted)

    def asked(period="2026-03", *words, family="retention"):
        opened.clear()
        monkeypatch.setattr(
            "sys.argv",
            ["cs-toolkit", "metrics", period, "--data", str(data), "--family", family, *words],
        )
        with pytest.raises(SystemExit) as ended:
            main()
        assert not ended.value.code
        return capsys.readouterr(), bool(opened)

    return asked


def test_a_command_asked_again_writes_the_same_without_opening_a_company(command):
    first, opened = command()
    again, opened_again = command()
    assert (opened, opened_again) == (True, False)
    assert again == first and first.out.startswith("period,")
    assert command("2026-03", "--no-cache") == (first, True)
    assert command("2026-02")[1] and command("2026-03", "--by", "customer_id")[1]
    assert command("2026-03", "--format", "json")[0].out.startswith("[{")


@pytest.mark.parametrize(
    "change",
    [
        lambda data: (data / "survey_responses.csv").write_text(ANSWERS + "3,nps,1,2026-03-03\n"),
        lambda data: (data / "tickets.csv").write_text("ticket_id,opened_at\n1,2026-03-05\n"),
        lambda data: (data / "survey_responses.csv").unlink(),
        lambda data: (data / "company.toml").write_text(COMPANY + 'where = "mrr > 10"\n'),
    ],
    ids=["a row", "a new file", "a file gone", "the company file"],
)
def test_whatever_changes_in_the_folder_a_command_is_run_again(command, data, change):
    (data / "company.toml").write_text('as_of = "2026-04-01"\n')
    command()
    assert not command()[1]
    change(data)
    after, opened = command()
    assert opened
    assert command("2026-03", "--no-cache")[0] == after


def test_a_file_that_changes_while_it_is_read_leaves_no_answer(command, data, monkeypatch):
    keep = Command.keep

    def late(self, company, written):
        (data / "subscriptions.csv").write_text(SUBSCRIPTIONS.replace("1,a,10", "1,a,11"))
        keep(self, company, written)

    with monkeypatch.context() as during:
        during.setattr(Command, "keep", late)
        before, _ = command(family="revenue")
    after, opened = command(family="revenue")
    assert opened and after.out != before.out


def test_what_is_said_with_a_note_or_up_to_now_is_asked_again(command, data):
    noted, _ = command("2025-12..2026-03")
    assert noted.err.startswith(NOTE)
    assert command("2025-12..2026-03") == (noted, True)
    (data / "company.toml").write_text("")
    command()
    assert command()[1]


def test_a_command_that_was_kept_imports_neither_the_engine_nor_frames(command, data):
    command()
    code = "import sys\nfrom cs_toolkit.cli import main\ntry:\n    main()\nexcept SystemExit:\n    pass\n"
    code += "print({'duckdb', 'pandas', 'numpy'} & set(sys.modules), file=sys.stderr)"
    words = ["metrics", "2026-03", "--data", str(data), "--family", "retention"]
    ran = subprocess.run([sys.executable, "-c", code, *words], capture_output=True, text=True)
    assert ran.stdout.startswith("period,") and ran.stderr == "set()\n"


@pytest.mark.parametrize("reads", ["current_date", "cast(now() as date)"])
def test_what_the_clock_decides_is_not_kept(data, stored, reads):
    where = f"starts_on <= {reads}"
    for _ in range(2):
        asked(data, tables={"subscriptions": {"from": "subscriptions.csv", "where": where}})
    assert stored.count("subscriptions") == 2
    assert entries(data) == []


def test_what_a_killed_process_left_of_an_entry_goes_with_the_next(tmp_path):
    kept = Cache(tmp_path / "kept", b"key")
    kept.write("one", b"1")
    (tmp_path / "kept" / ".left.part").write_bytes(b"half")
    kept.write("two", b"2")
    assert sorted(path.name for path in (tmp_path / "kept").iterdir()) == [
        "one.answer",
        "two.answer",
    ]


@pytest.mark.skipif(os.name == "nt", reason="a limit of Unix's")
def test_nothing_is_left_of_an_entry_without_room(tmp_path):
    program = (
        "import resource, signal, sys; from pathlib import Path; from cs_toolkit.company.cache import Cache; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)); "
        "Cache(Path(sys.argv[1]), b'key').write('one', b'x' * 100_000)"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / "kept")], check=True, timeout=120)
    assert list((tmp_path / "kept").iterdir()) == []
