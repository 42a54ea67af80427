"""What no SQL of a company file may do: names that are refused in every dialect, and how that is said."""

from typing import NoReturn

from ..errors import InputError

# functions that give rows: those that make them, and those that read files of known kinds
ROWS_MADE = ("unnest", "generate_series", "range", "generate_subscripts", "repeat", "json_each")
ROWS_READ = (
    "read_csv", "read_csv_auto", "read_parquet", "parquet_scan", "read_json", "read_json_auto",
    "read_json_objects", "read_ndjson", "read_ndjson_auto", "read_ndjson_objects",
)  # fmt: skip
# functions that make several rows of one, which a column may not: each row would count several times
SEVERAL_ROWS = (
    "unnest", "unlist", "generate_subscripts", "explode", "explode_outer", "posexplode",
    "posexplode_outer", "inline", "inline_outer", "stack", "regexp_split_to_table",
    "regexp_matches", "string_to_table", "json_each", "json_each_text", "jsonb_each",
    "jsonb_each_text", "json_array_elements", "json_array_elements_text", "jsonb_array_elements",
    "jsonb_array_elements_text", "json_object_keys", "jsonb_object_keys", "jsonb_path_query",
    "json_to_recordset", "jsonb_to_recordset", "json_populate_recordset",
    "jsonb_populate_recordset", "json_tree", "string_split_rows", "json_tuple", "json_table", "variant_explode",
    "variant_explode_outer", "jsonb_path_query_tz", "aclexplode", "_pg_expandarray", "ts_debug", "ts_parse",
    "ts_token_type",
)  # fmt: skip
SEVERAL_ROWS_OF_DUCKDB = ("unnest", "unlist", "generate_subscripts", "regexp_split_to_table")
# functions that make one value of many rows, where a column is of one row
ONE_OF_MANY = (
    "any_value", "approx_count_distinct", "approx_quantile", "approx_top_k", "arbitrary", "arg_max", "arg_max_null",
    "arg_max_nulls_last", "arg_min", "arg_min_null", "arg_min_nulls_last", "argmax", "argmin", "array_agg", "avg",
    "bit_and", "bit_or", "bit_xor", "bitstring_agg", "bool_and", "bool_or", "combine_aggr", "corr", "count",
    "count_if", "count_star", "countif", "covar_pop", "covar_samp", "decimal_average", "entropy", "every", "favg",
    "first", "fsum", "group_concat", "histogram", "histogram_exact", "json_agg", "json_group_array",
    "json_group_object", "json_object_agg", "jsonb_agg", "jsonb_object_agg", "kahan_sum", "kurtosis",
    "kurtosis_pop", "last", "list", "listagg", "lttb", "mad", "max", "max_by", "mean", "median", "min", "min_by",
    "mode", "product", "quantile", "quantile_cont", "quantile_disc", "range_agg", "range_intersect_agg",
    "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy",
    "regr_syy", "reservoir_quantile", "sem", "skewness", "stddev", "stddev_pop", "stddev_samp", "string_agg", "sum",
    "sum_no_overflow", "sumkahan", "var_pop", "var_samp", "variance", "variant_group_object", "xmlagg",
)  # fmt: skip
ADDS_ROWS = (
    "makes one value of many rows, where a column is of one row (a SELECT in from may add up)"
)
MAKES_ROWS = "makes several rows of one, so that each would count several times"
# functions of single values that look at or act on more than the row
FORBIDDEN = (
    "getenv", "current_setting", "set_config", "getvariable", "nextval", "currval", "setval", "lastval",
    "write_log", "sleep_ms", "query", "query_table", "load_extension", "load_file", "xp_cmdshell",
    "sleep", "benchmark", "java_method", "reflect", "try_reflect", "sys_eval", "sys_exec", "openrowset",
    "opendatasource", "openquery", "edit", "readfile", "writefile", "fts3_tokenizer", "txid_current",
    # each run would give other numbers
    "random", "rand", "setseed", "uuid", "uuidv4", "uuidv7", "gen_random_uuid", "newid",
    "randn", "randstr", "randomblob", "uniform", "normal", "zipf", "shuffle", "monotonically_increasing_id",
    "spark_partition_id", "uuid_short", "clock_timestamp", "timeofday", "seq1", "seq2", "seq4", "seq8",
    "get_lock", "release_lock", "read_files", "input_file_name", "current_query", "inet_server_addr",
    "is_free_lock", "is_used_lock", "release_all_locks", "master_pos_wait", "source_pos_wait",
    "wait_for_executed_gtid_set", "last_insert_id", "row_count", "found_rows", "external_query", "result_scan",
    "zipfile", "fsdir", "lsmode", "loread", "lowrite", "currtid2", "ts_stat", "ts_rewrite",
)  # fmt: skip
FORBIDDEN_STARTS = (
    "pg_", "lo_", "dblink", "duckdb_", "pragma_", "read_", "query_to_", "table_to_", "schema_to_", "database_to_",
    "cursor_to_", "xp_", "sp_", "utl_", "dbms_", "system$", "binary_upgrade_", "brin_", "gin_", "txid_", "input_file_",
)  # fmt: skip
HIDDEN_TABLES = ("duckdb_", "pragma_", "pg_", "sqlite_")


def refuse(where: str, text: str, why: str | None) -> None:
    """Raise InputError with the reason why a text is not accepted; nothing where there is none."""
    if why:
        raise InputError(
            f"{where} = {_shown(text)} {why}: a company file may hold one SELECT in from, and one "
            "expression in where and in each column; neither may write, change a setting or read "
            "what lies outside its folders"
        )


def refuse_unreadable(where: str, text: str, reason: str) -> NoReturn:
    """Raise InputError for a text that a parser cannot read."""
    raise InputError(
        f"{where} = {_shown(text)} is not read: {reason.splitlines()[0]} (a comment may not end it)"
    )


def _shown(text: str) -> str:
    return repr(text if len(text) < 80 else f"{text[:77]}…")


def forbidden(name: str) -> bool:
    """Whether a function looks at or acts on more than the row."""
    bare = name.lower().rpartition(".")[2]
    allowed = bare in ROWS_READ
    return not allowed and (bare in FORBIDDEN or bare.startswith(FORBIDDEN_STARTS))
