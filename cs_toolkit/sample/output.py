"""Writing tables piece by piece, so that no table is ever held whole."""

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from .columns import schema

# Parquet reads well in pieces of about this many rows.
ROW_GROUP = 131_072


class Folder:
    """A folder of tables that grow: one file per table, CSV or Parquet."""

    def __init__(self, folder: Path, file_format: str) -> None:
        self.folder = folder
        self.file_format = file_format
        self._files: dict[str, _CsvFile | _ParquetFile] = {}

    def __enter__(self) -> "Folder":
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def append(self, table: str, rows: pa.Table) -> None:
        """Add rows to a table; its file begins with the first call, even one without rows."""
        if table not in self._files:
            kind = _CsvFile if self.file_format == "csv" else _ParquetFile
            self._files[table] = kind(self.folder / f"{table}.{self.file_format}", schema(table))
        self._files[table].append(rows)


class _CsvFile:
    """One line per row, quotation marks only where a text needs them."""

    def __init__(self, path: Path, fields: pa.Schema) -> None:
        self._sink = path.open("w", encoding="utf-8", newline="")
        self._sink.write(",".join(fields.names) + "\n")

    def append(self, rows: pa.Table) -> None:
        cells = [_as_text(column.combine_chunks()) for column in rows.columns]
        lines = pc.binary_join_element_wise(
            *cells, ",", null_handling="replace", null_replacement=""
        )
        self._sink.writelines(f"{line}\n" for line in lines.to_pylist())

    def close(self) -> None:
        self._sink.close()


def _as_text(column: pa.Array) -> pa.Array:
    if pa.types.is_timestamp(column.type):
        return pc.strftime(column, format="%Y-%m-%dT%H:%M:%SZ")
    if not pa.types.is_string(column.type):
        return column.cast(pa.string())
    quoted = pc.binary_join_element_wise('"', pc.replace_substring(column, '"', '""'), '"', "")
    return pc.if_else(pc.match_substring_regex(column, r'[",\r\n]'), quoted, column)


class _ParquetFile:
    """Holds small pieces back until they fill a row group."""

    def __init__(self, path: Path, fields: pa.Schema) -> None:
        self._writer = pq.ParquetWriter(path, fields, compression="zstd")
        self._waiting: list[pa.Table] = []
        self._count = 0

    def append(self, rows: pa.Table) -> None:
        self._waiting.append(rows)
        self._count += rows.num_rows
        if self._count >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._count:
            self._writer.write_table(pa.concat_tables(self._waiting), row_group_size=ROW_GROUP)
        self._waiting, self._count = [], 0

    def close(self) -> None:
        self._flush()
        self._writer.close()
