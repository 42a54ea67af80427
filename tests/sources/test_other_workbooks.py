"""Workbooks that are not .xlsx: .xls and .ods are read alike, errors never as empty cells; a SELECT may name one."""

import base64
import struct
import zipfile
import zlib
from pathlib import Path

import openpyxl
import pytest

import cs_toolkit as cs
from cs_toolkit.drafting.draft import draft_company_file
from cs_toolkit.errors import InputError

# sheets "old" (hidden), "MRR", "errors" (an #N/A in ends_on) and "merged", written by xlwt
XLS = (
    "eNrtWE1IVFEU/u77ccbxZ0bTQgMRKSvTRbhpY1NiuRqx2VgSmDpDDOo8eTNGtSjLZhkErZI2gi3aWG36oYjatRCMWgRB"
    "oEWLaFUUtFBf5573nj/TBA6kNPHOcM+959xzv3vuveeey7xXcxXzU/drF5BFh6Bi2SpG0RqdoFLsCiFQv2XJplv7qVge"
    "FRQV++kgi3Q8KZv1yTOU570ABfe0F8SBD1ROYRRdRjJev4XUzj70C+lDm/BT7CkUkRpuUV2OGvatkvkg823M77L9U+aH"
    "WXONeRvZzotezIW7mg46sXxCaeC+cuICD3nMO9YcQDVeyli+dF3YtjqOmIn+4QLrqNNKMQ061s54Mm5KOYjbCAAniVoi"
    "kZaOjnlU0ZFP44dVD3x37/bzek+/tXoB0v9cr/f9Qe+nQ8zW31A0YBzWaSGDOYMSnNVkJKgwhmNSnNWloYpINJqhkP/m"
    "XPa4aRpmSmp2BWzNSNw8E48togc7nHRPQXUuCKTGBlKDZmI0nTCSfYlYCd28sVTaIHuSyC6V7jfTqT4jSdDxZEy2VGDE"
    "NIn3Gp/pYrUbBNUq57GzTmhd1inje1hKPIYgtyv4NoZowYt3vr6ODHSH+1gzzi+N/R7tlguHhctyBA0uX+mxeROP2M/8"
    "CqPu5HYt8yq6KlQ3dlc7jWMTbHOVextpnlamN+E9a9p7qZ35cvxRXeZjeB+1ZzoXLlTNvA1PoYE2LEbj5W8CzaJZTN6U"
    "9Djs1sLJWu+Z1/yWwfxKyPHdch7dIJbAZ0P7wS+zUokH0pQy3Cptxa5qzPUC3lU9567KFduSuzu2pJCkrkgqSdqKpJGk"
    "O8giC/miEmBdBZ+AtBeMLCW7TyF/6+YUR5JYQyEbS82BpTJWwMFSGcvnYKmMNelgqYwVdaMEXpR4UbI+SnTFT5L0skn8"
    "KxFT5EVMweQViaXleJ80xvI7FnqWxTPq0Z0X7BNs3/TV1yxn1HnkkUebTYLzETgXaE4WlvnE53zXWaKy7H0m+W8pCoN+"
    "afo7eRRJqk2czyt+tkMXLpbY4Bj3e6GkHprdxBAG2I+hvOOX3mexdj0bHhj6e1co3/mX8/Fzk+f/BeOrmpA="
)
ROWS = [
    ["subscription_id", "customer_id", "starts_on", "mrr"],
    ["1", "Zoé", "2026-01-01", 10.5],
    [],
    ["2", "Bo", "2026-02-01", 20],
]
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _ods(path: Path, rows) -> None:
    def cell(value) -> str:
        if isinstance(value, float | int):
            kind = f'office:value-type="float" office:value="{value}"'
        elif value.startswith("2026-"):
            kind = f'office:value-type="date" office:date-value="{value}"'
        else:
            kind = 'office:value-type="string"'
        return f"<table:table-cell {kind}><text:p>{value}</text:p></table:table-cell>"

    lines = "".join(
        f"<table:table-row>{''.join(map(cell, row)) or '<table:table-cell/>'}</table:table-row>"
        for row in rows
    )
    names = " ".join(f'xmlns:{one}="{OFFICE}:{one}:1.0"' for one in ("office", "table", "text"))
    manifest = (
        f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"><manifest:file-entry '
        'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="MRR">{lines}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )


def _xlsb(path: Path, rows, merged=()) -> None:
    """A binary workbook of one sheet, record by record ([MS-XLSB] 2.1.4)."""

    def record(kind: int, content: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        length = len(content)
        sizes = [length & 0x7F | (0x80 if length > 0x7F else 0)]
        sizes += [length >> 7] if length > 0x7F else []
        return head + bytes(sizes) + content

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    def cell(column: int, value) -> bytes:
        place = struct.pack("<II", column, 0)
        if value == "#N/A":
            return record(3, place + b"\x2a")
        if isinstance(value, float | int):
            return record(5, place + struct.pack("<d", value))
        return record(6, place + text(value))

    lines = b"".join(
        record(0, struct.pack("<IIHHBI", number, 0, 300, 0, 0, 0))
        + b"".join(cell(column, value) for column, value in enumerate(row))
        for number, row in enumerate(rows)
    )
    size = struct.pack("<IIII", 0, len(rows) - 1, 0, max(map(len, rows)) - 1)
    joined = b"".join(record(176, struct.pack("<IIII", *one)) for one in merged)
    sheet = (
        record(129) + record(148, size) + record(145) + lines + record(146) + joined + record(130)
    )
    book = (
        record(131)
        + record(143)
        + record(156, struct.pack("<II", 0, 1) + text("rId1") + text("MRR"))
    )
    kinds = "http://schemas.openxmlformats.org"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", book + record(144) + record(132))
        archive.writestr("xl/worksheets/sheet1.bin", sheet)
        archive.writestr(
            "xl/_rels/workbook.bin.rels",
            f'<Relationships xmlns="{kinds}/package/2006/relationships"><Relationship Id="rId1" '
            f'Type="{kinds}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.bin"/>'
            "</Relationships>",
        )


def _xls(path: Path) -> None:
    path.write_bytes(zlib.decompress(base64.b64decode(XLS)))


def _mrr(folder: Path, section: str = "") -> float:
    (folder / "company.toml").write_text(section, encoding="utf-8")
    company = cs.open(folder, as_of="2026-04-01")
    found = company.measures("2026-02", family="revenue", by=())["ending_mrr"].iloc[0]
    assert "Zoé" in company.query("select customer_id from subscriptions")["customer_id"].tolist()
    return found


def test_an_old_workbook_is_read(tmp_path):
    _xls(tmp_path / "subscriptions.xls")
    assert _mrr(tmp_path) == 30.5
    assert "it needs no mapping" in draft_company_file(str(tmp_path))


def test_an_open_document_is_read(tmp_path):
    _ods(tmp_path / "subscriptions.ods", ROWS)
    assert _mrr(tmp_path) == 30.5
    _ods(tmp_path / "subscriptions.ods", [["Our fees"], *ROWS, ["Total", "", "", 30.5]])
    assert _mrr(tmp_path, "[tables.subscriptions]\nskip_rows = 1\nfooter_rows = 1\n") == 30.5


@pytest.mark.parametrize(
    ("sheet", "why"),
    [
        ("errors", "#N/A"),
        ("merged", "has 1 merged cells below its first row"),
        ("none", "has no sheet"),
    ],
)
def test_what_an_old_workbook_may_hide_is_refused(tmp_path, sheet, why):
    _xls(tmp_path / "subscriptions.xls")
    with pytest.raises(InputError, match=why):
        _mrr(tmp_path, f'[tables.subscriptions]\nsheet = "{sheet}"\n')


def test_an_error_in_an_open_document_is_not_an_empty_cell(tmp_path):
    _ods(tmp_path / "subscriptions.ods", [*ROWS, ["3", "Cy", "2026-02-01", "#DIV/0!"]])
    with pytest.raises(InputError, match=r"1 cells with an error \(#DIV/0!\)"):
        _mrr(tmp_path)


def test_a_binary_workbook_is_read(tmp_path):
    _xlsb(tmp_path / "subscriptions.xlsb", ROWS)
    assert _mrr(tmp_path) == 30.5
    # a title over the column names may be merged; below them a merged cell has one value for many
    _xlsb(tmp_path / "subscriptions.xlsb", [["Our fees"], *ROWS], [(0, 0, 0, 3)])
    assert _mrr(tmp_path, "[tables.subscriptions]\nskip_rows = 1\n") == 30.5
    _xlsb(tmp_path / "subscriptions.xlsb", ROWS, [(1, 2, 0, 0)])
    with pytest.raises(InputError, match="has 1 merged cells below its first row"):
        _mrr(tmp_path)


def test_an_error_in_a_binary_workbook_is_not_an_empty_cell(tmp_path):
    _xlsb(tmp_path / "subscriptions.xlsb", [*ROWS, ["3", "Cy", "2026-02-01", "#N/A"]])
    with pytest.raises(InputError, match=r"1 cells with an error \(#N/A\)"):
        _mrr(tmp_path)


@pytest.mark.parametrize("ending", ["xls", "ods", "xlsb"])
def test_what_is_no_workbook_is_said(tmp_path, ending):
    (tmp_path / f"subscriptions.{ending}").write_bytes(b"\xd0\xcf\x11\xe0 no workbook")
    with pytest.raises(InputError, match="cannot be read as a workbook"):
        cs.open(tmp_path, as_of="2026-04-01").check()


@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_select_may_name_a_workbook(tmp_path, ending):
    if ending == "ods":
        _ods(tmp_path / "fees 2026.ods", ROWS)
    else:
        book = openpyxl.Workbook()
        for row in ROWS:
            book.active.append(row)
        book.save(tmp_path / "fees 2026.xlsx")
    (tmp_path / "names.csv").write_text("who,plan\nBo,Pro\nZoé,Basic\n", encoding="utf-8")
    text = (
        "[tables.subscriptions]\nfrom = \"select f.*, n.plan from 'fees 2026." + ending + "' as f "
        "join 'names.csv' as n on n.who = f.customer_id\"\n"
    )
    assert _mrr(tmp_path, text) == 30.5
