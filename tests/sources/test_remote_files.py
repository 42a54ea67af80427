"""Files behind an http address, on a server of the test's own."""

import gzip
import threading
from base64 import b64encode
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pandas as pd
import pytest

import cs_toolkit as cs
from cs_toolkit.errors import InputError

CUSTOMERS = "customer_id,Région\n00012,北\n007,süd\n"
FILES = {
    "/exports/customers.csv": CUSTOMERS.encode(),
    "/exports/sub folder/kunden.csv.gz": gzip.compress(CUSTOMERS.encode()),
    "/odd/customers.csv": b"",
}
SECRET = "Basic " + b64encode(b"me:hu sh").decode()


class Handler(BaseHTTPRequestHandler):
    asked: list = []  # noqa: RUF012 — of the one server of this file

    def do_GET(self):
        from urllib.parse import unquote

        path = unquote(self.path)
        self.asked.append(path)
        if path.startswith("/locked/") and self.headers.get("Authorization") != SECRET:
            return self.send_error(401)
        if path.startswith("/away/"):
            self.send_response(302)
            self.send_header("Location", "/exports/" + path.removeprefix("/away/"))
            return self.end_headers()
        body = FILES.get(path.replace("/locked/", "/exports/").partition("?")[0])
        if body is None:
            return self.send_error(404)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        return self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    parquet = tmp_path_factory.mktemp("made") / "x.parquet"
    pd.DataFrame({"ticket_id": ["t1"], "opened_at": [pd.Timestamp("2026-03-01")]}).to_parquet(
        parquet
    )
    FILES["/exports/tickets.parquet"] = parquet.read_bytes()
    made = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{made.server_port}"
    made.shutdown()
    made.server_close()


def opened(source, **tables):
    mapped = {name: {"from": given} for name, given in tables.items()}
    return cs.open(source, tables=mapped, as_of="2026-04-01")


@pytest.mark.parametrize("folder", ["/exports/", "/exports", "/away/"])
def test_csv_and_parquet_are_read(server, folder):
    company = opened(server + folder, customers="customers.csv", tickets="tickets")
    rows = company.sql("select * from customers order by customer_id")
    assert company.tables.all["customers"].further == ("Région",)
    assert rows["Région"].tolist() == ["北", "süd"]
    assert rows["customer_id"].tolist() == ["00012", "007"]
    assert company.check().rows["tickets"] == 1


def test_one_file_is_a_table_of_its_name(server):
    assert cs.open(f"{server}/exports/customers.csv").check().rows["customers"] == 2


def test_a_packed_file_below_the_folder(server):
    company = opened(f"{server}/exports/", customers="sub folder/kunden.csv.gz")
    assert company.check().rows["customers"] == 2


def test_a_file_is_fetched_once(server):
    Handler.asked.clear()
    company = opened(f"{server}/exports/", customers="customers.csv")
    company.check()
    company.sql("select * from customers")
    assert Handler.asked == ["/exports/customers.csv"]


def test_a_password_of_the_address_is_used_and_not_shown(server):
    address = f"{server}/locked/".replace("//", "//me:hu%20sh@", 1)
    company = opened(address, customers="customers.csv")
    assert company.check().rows["customers"] == 2
    assert "hu" not in company.tables.source.label.replace("http", "")
    with pytest.raises(InputError, match=r"customers.csv at .* is not given: 401") as told:
        opened(address.replace("hu%20sh", "wrong-hush"), customers="customers.csv").check()
    assert "wrong-hush" not in str(told.value)


@pytest.mark.parametrize(
    ("folder", "given", "told"),
    [
        (
            "/exports/",
            "customer.csv",
            r"there is no file customer.csv at the address 127.0.0.1/exports",
        ),
        ("/exports/", "kunden", r"there is no file kunden.csv or kunden.parquet at"),
        ("/exports/", "../exports/customers.csv", r"is not a file below"),
        ("/exports/", "http://127.0.0.1/x.csv", r"is not a file below"),
        ("/exports/customers.csv", "tickets", r"it is customers.csv alone"),
        ("/odd/", "customers.csv", r"customers.csv"),
    ],
)
def test_what_is_not_there_is_one_sentence(server, folder, given, told):
    with pytest.raises(InputError, match=told) as refused:
        opened(server + folder, customers=given).check()
    assert "\n" not in str(refused.value)


def test_a_server_that_is_not_there():
    with pytest.raises(InputError, match=r"the address 127.0.0.1/x cannot be reached: "):
        opened("http://127.0.0.1:9/x/", customers="customers.csv").check()
