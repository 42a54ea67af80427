"""Files of an object store: S3 on a server of the test's own, Google and Azure by the same path."""

import sys

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError

BUCKET = "exports"
OBJECTS = {
    "2026/customers.csv": b"customer_id,plan\n00012,pro\n007,free\n",
    "2026/notes.md": b"not a table",
    "2026/orders/part-1.csv": b"order_id,customer_id,ordered_at,amount\n1,007,2026-01-05,10\n",
    "2026/orders/part-2.csv": b"order_id,customer_id,ordered_at,amount\n2,007,2026-02-05,20\n",
    "2026/orders/_SUCCESS": b"",
}
ORDERS = {"order_id": "order_id", "currency": "'EUR'"}


def parquet(tmp_path, **columns):
    pd.DataFrame(columns).to_parquet(tmp_path / "x.parquet")
    return (tmp_path / "x.parquet").read_bytes()


@pytest.fixture(scope="module")
def bucket(s3_server, tmp_path_factory):
    """A bucket with a few exports; its address."""
    import fsspec

    folder = tmp_path_factory.mktemp("made")
    store = fsspec.filesystem("s3", skip_instance_cache=True)
    store.mkdir(BUCKET)
    for month in ("2026-01", "2026-02"):
        rows = parquet(folder, ticket_id=[month], opened_at=[pd.Timestamp(month + "-03")])
        OBJECTS[f"2026/tickets/month={month}/part.parquet"] = rows
    for name, content in OBJECTS.items():
        store.pipe_file(f"{BUCKET}/{name}", content)
    return f"s3://{BUCKET}/2026"


def opened(source, **tables):
    mapped = {name: one if isinstance(one, dict) else {"from": one} for name, one in tables.items()}
    return cs.open(source, tables=mapped, as_of="2026-04-01")


def test_what_lies_there_is_listed_and_read(bucket):
    company = cs.open(bucket + "/", as_of="2026-04-01")
    assert company.check().source.names == ["customers"]
    assert company.sql("select customer_id from customers order by 1")["customer_id"].tolist() == [
        "00012", "007",
    ]  # fmt: skip


def test_one_file_is_a_table_of_its_name(bucket):
    assert cs.open(f"{bucket}/customers.csv").check().rows["customers"] == 2


@pytest.mark.parametrize("given", ["orders/", "orders", "orders/*.csv", "orders/part-[12].csv"])
def test_a_folder_or_pattern_of_files_is_one_table(bucket, given):
    company = opened(bucket, orders={"from": given, "columns": ORDERS})
    assert company.sql("select sum(amount) as paid from orders")["paid"].tolist() == [30]


def test_the_folders_of_a_partition_are_columns(bucket):
    company = opened(bucket, tickets="tickets/")
    assert company.sql("select month from tickets order by 1")["month"].tolist() == [
        "2026-01", "2026-02",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (
            "customer.csv",
            "there is no file customer.csv at s3://exports/2026: it has customers.csv",
        ),
        ("nothing/", "there is no file"),
        ("../2026/customers.csv", "is not a file below"),
        ("s3://exports/2026/customers.csv", "is not a file below"),
    ],
)
def test_what_is_not_there_is_one_sentence(bucket, given, why):
    with pytest.raises(InputError, match=why) as refused:
        opened(bucket, customers=given).check()
    assert "\n" not in str(refused.value)


def test_a_bucket_that_is_not_there(bucket):
    with pytest.raises(InputError, match="s3://nobodys/folder") as refused:
        opened("s3://nobodys/folder/", customers="customers.csv").check()
    assert "\n" not in str(refused.value)


def test_a_company_file_alone_fetches_nothing(bucket, tmp_path):
    file = tmp_path / "company.toml"
    file.write_text(f'source = "{bucket}"\nas_of = "2026-04-01"\n', encoding="utf-8")
    with pytest.raises(InputError, match=f"so add --source {bucket}"):
        cs.open(file)
    assert cs.open(file, source=bucket).check().rows["customers"] == 2


@pytest.mark.parametrize(
    ("address", "scheme", "options", "path"),
    [
        ("gs://exports/2026/", "gs", {}, "exports/2026/customers.csv"),
        ("gcs://exports/?public=yes", "gs", {"token": "anon"}, "exports/customers.csv"),
        ("az://exports/2026", "abfs", {}, "exports/2026/customers.csv"),
        (
            "abfss://exports@acme.dfs.core.windows.net/a", "abfs", {"account_name": "acme"},
            "exports/a/customers.csv",
        ),
    ],
)  # fmt: skip
def test_google_and_azure_are_read_by_the_same_path(
    s3_server, monkeypatch, address, scheme, options, path
):
    import fsspec
    from fsspec.implementations.memory import MemoryFileSystem

    asked = []

    class Store(MemoryFileSystem):
        store = {}  # noqa: RUF012 — of this test
        pseudo_dirs = [""]  # noqa: RUF012

    def file_system(kind, **given):
        asked.append((kind, {name: given[name] for name in options}))
        return Store()

    Store().pipe_file(f"/{path}", OBJECTS["2026/customers.csv"])
    monkeypatch.setattr(fsspec, "filesystem", file_system)
    assert opened(address, customers="customers").check().rows["customers"] == 2
    assert asked == [(scheme, options)]


@pytest.mark.parametrize(
    ("address", "extra"),
    [("s3://b/x/", "s3"), ("gs://b/x/", "gs"), ("az://b/x/", "azure"), ("abfs://b/x/", "azure")],
)
def test_what_is_not_installed_is_named(monkeypatch, address, extra):
    monkeypatch.setitem(sys.modules, "fsspec", None)
    with pytest.raises(InputError, match=rf'pip install "cs_toolkit\[{extra}\]"'):
        cs.open(address).check()


def test_a_key_in_an_address_is_refused_and_not_shown():
    with pytest.raises(InputError, match="AWS_ACCESS_KEY_ID") as refused:
        cs.open("s3://AKIA:hush@bucket/folder/").check()
    assert "hush" not in str(refused.value)


def test_an_unknown_option_is_named(s3_server):
    with pytest.raises(InputError, match=r"no option endpoint: \?public=yes"):
        cs.open("s3://bucket/folder/?endpoint=x").check()
