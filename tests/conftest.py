"""Servers and the browser that some tests need: started here, on this machine alone, and stopped again."""

import atexit
import importlib.util
import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import settings

# How long an example takes says how busy the machine is, not whether the kit is right; and what is
# drawn is the same each time, so that a change is judged and not the luck of a draw. To look for
# more: `pytest --hypothesis-profile=search`.
settings.register_profile("kit", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("kit")

# Kernels of several workers would else share one history file and wait for each other.
os.environ["IPYTHONDIR"] = tempfile.mkdtemp(prefix="cs_toolkit_ipython_")
atexit.register(shutil.rmtree, os.environ["IPYTHONDIR"], ignore_errors=True)
RUNS_AS_ROOT = os.geteuid() == 0
# engine or other program → the fixture that starts it, and the modules of its extra
ENGINES = {
    "postgres": ("postgres_server", ("sqlalchemy", "psycopg")),
    "mysql": ("mariadb_server", ("sqlalchemy", "pymysql")),
    "spark": ("spark_session", ("pyspark",)),
    "s3": ("s3_server", ("s3fs", "moto")),
    "course": ("nbgrader_course", ("nbgrader",)),
}


@pytest.hookimpl(tryfirst=True)  # before -m chooses by the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what starts an engine, and leave it out where that engine's extra is not installed.

    `make test` needs no extra and leaves nothing unsaid: what is left out is counted as deselected.
    """
    absent = {
        engine
        for engine, (_, modules) in ENGINES.items()
        if any(importlib.util.find_spec(module) is None for module in modules)
    }
    kept, left_out = [], []
    for item in items:
        started = getattr(item, "fixturenames", ())
        needed = {engine for engine, (fixture, _) in ENGINES.items() if fixture in started}
        needed |= {engine for engine in ENGINES if item.get_closest_marker(engine)}
        for engine in needed:
            item.add_marker(engine)
        (left_out if needed & absent else kept).append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = kept


def _postgres_programs() -> Path | None:
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if homes:
        return homes[0]
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture(scope="session")
def postgres_server():
    """A PostgreSQL server of the tests' own: where it listens. Its password is in PGPASSWORD."""
    programs = _postgres_programs()
    if programs is None:
        pytest.skip("PostgreSQL is not installed")
    # a server refuses to run as root, so there it runs as the user that its package made
    as_server = ["runuser", "-u", "postgres", "--"] if RUNS_AS_ROOT else []
    folder = Path(tempfile.mkdtemp(prefix="cs_toolkit_pg_"))
    if RUNS_AS_ROOT:
        shutil.chown(folder, "postgres")
    secret = folder / "password"
    secret.write_text("not-to-be-shown", encoding="utf-8")
    secret.chmod(0o644)
    port = _free_port()
    data, log = folder / "data", folder / "log"
    control = [*as_server, str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(log)]
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    made = [
        *as_server,
        str(programs / "initdb"),
        "-D",
        str(data),
        "-U",
        "kit",
        "-A",
        "scram-sha-256",
    ]
    subprocess.run([*made, f"--pwfile={secret}"], check=True, capture_output=True)
    subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL)
    before = os.environ.get("PGPASSWORD")
    os.environ["PGPASSWORD"] = "not-to-be-shown"
    try:
        yield f"postgresql://kit@127.0.0.1:{port}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)
        if before is None:
            del os.environ["PGPASSWORD"]
        else:
            os.environ["PGPASSWORD"] = before


@pytest.fixture(scope="session")
def s3_server():
    """An object store that speaks S3, on this machine alone; the environment names it and its key."""
    from moto.server import ThreadedMotoServer

    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        environment.setenv("AWS_ACCESS_KEY_ID", "nobody")
        environment.setenv("AWS_SECRET_ACCESS_KEY", "not-to-be-shown")
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def postgres_url(postgres_server, request):
    """The URL of an empty database: what one file's tests leave behind is no table of another's."""
    from sqlalchemy import create_engine, text

    name = request.module.__name__.replace(".", "_").lower()
    address = postgres_server.replace("postgresql://", "postgresql+psycopg://")
    with create_engine(f"{address}/postgres", isolation_level="AUTOCOMMIT").connect() as server:
        server.execute(text(f"create database {name}"))
    return f"{postgres_server}/{name}"


@pytest.fixture(scope="session")
def mariadb_server():
    """A MariaDB server of the tests' own: its port. Its password is in MYSQL_PWD."""
    import pymysql

    program = shutil.which("mariadbd") or shutil.which("mariadbd", path="/usr/sbin")
    install = shutil.which("mariadb-install-db")
    if program is None or install is None:
        pytest.skip("MariaDB is not installed")
    folder = Path(tempfile.mkdtemp(prefix="cs_toolkit_my_"))
    as_user = ["--user=root"] if RUNS_AS_ROOT else []
    data, socket_file, port = folder / "data", folder / "socket", _free_port()
    subprocess.run(
        [install, "--no-defaults", *as_user, f"--datadir={data}", "--auth-root-authentication-method=normal",
         "--skip-test-db"],
        check=True, capture_output=True,
    )  # fmt: skip
    server = subprocess.Popen(
        [program, "--no-defaults", *as_user, f"--datadir={data}", f"--socket={socket_file}",
         f"--port={port}", "--bind-address=127.0.0.1", f"--pid-file={folder / 'pid'}",
         "--innodb-flush-log-at-trx-commit=0", "--innodb-buffer-pool-size=16M",
         "--character-set-server=utf8mb4", "--default-time-zone=+05:00"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    before = os.environ.get("MYSQL_PWD")
    try:
        until = time.monotonic() + 120
        while True:
            try:
                with pymysql.connect(unix_socket=str(socket_file), user="root") as master:
                    cursor = master.cursor()
                    cursor.execute("create user kit@'127.0.0.1' identified by 'not-to-be-shown'")
                    cursor.execute(
                        "grant all on *.* to kit@'127.0.0.1'"
                    )  # also to write: we must not
                break
            except pymysql.err.OperationalError:
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.1)
        os.environ["MYSQL_PWD"] = "not-to-be-shown"
        yield port
    finally:
        server.terminate()
        server.wait(timeout=60)
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.pop("MYSQL_PWD", None)
        if before is not None:
            os.environ["MYSQL_PWD"] = before


@pytest.fixture(scope="module")
def spark(spark_session):
    """A Spark session without views of another file's tests."""
    return spark_session.newSession()


@pytest.fixture(scope="session")
def spark_session():
    """A small Spark of the tests' own."""
    from pyspark import sql

    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    session = (
        sql.SparkSession.builder.master("local[1]")
        .appName("cs_toolkit tests")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.default.parallelism", "1")
        # a few rows are read faster than code for them is compiled
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.adaptive.enabled", "false")
        .config("spark.sql.session.timeZone", "America/New_York")  # ours must not depend on it
        .config("spark.driver.memory", "1g")
        # each statement runs once, over a few rows: compile quickly, look for fewer shortcuts
        .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.sql.constraintPropagation.enabled", "false")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
QUIET = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture(scope="module")
def browser():
    """A browser for one file's tests; while it is there, nothing else can run a loop of its own."""
    if CHROMIUM is None:
        pytest.skip("there is no Chromium here")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()
