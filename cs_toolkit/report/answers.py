"""What the report's process does while notebooks run: it answers them, each question once.

It has the company opened and everything measured. A question that any of two notebooks asks is
answered for both; so no notebook opens the source, runs SQL or trains a model.
"""

import json
import os
import pickle
import secrets
import sys
import threading
import warnings
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Client, Connection, Listener
from pathlib import Path
from typing import Any

from ..company import Company
from ..errors import Note
from ..measures.shared_answers import ADDRESS
from ..measures.store import Statement
from .notebook_process import LONGEST_SOCKET

NONE = pickle.dumps((False, None))
STATEMENTS = ".statements"
PATIENCE_SECONDS = 10


class Answers:
    """Waits for the questions of notebooks from ``with`` to its end."""

    def __init__(self, company: Company, folder: Path):
        self._company, self._folder = company, folder
        self._key = secrets.token_bytes(32)
        self._one_at_a_time = threading.Lock()
        self._known: dict[bytes, tuple[bytes, dict[str, Statement]]] = {}
        self._details: list[
            dict[str, Statement]
        ] = []  # of each notebook: the statements of its details
        self._open = True

    def __enter__(self) -> "Answers":
        self._listener = Listener(self._address(), authkey=self._key)
        where = {"address": self._listener.address, "key": self._key.hex()}
        place = self._folder / ADDRESS
        place.touch(mode=0o600)
        place.write_text(json.dumps(where), encoding="utf-8")
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._open = False
        (self._folder / ADDRESS).unlink()
        with suppress(OSError, EOFError):  # what waits for the next notebook sees the end
            Client(self._listener.address, authkey=self._key).close()
        self._listener.close()
        if self._one_at_a_time.acquire(timeout=PATIENCE_SECONDS):  # a notebook may have been killed
            self._company.know_details(self._details)

    def _address(self) -> Any:
        path = str(self._folder / "a")
        if sys.platform == "win32":
            return None
        return path if len(os.fsencode(path)) <= LONGEST_SOCKET else ("127.0.0.1", 0)

    def _accept(self) -> None:
        while self._open:
            try:
                line = self._listener.accept()
            except Exception:  # noqa: BLE001 - a stranger without the key, or a notebook that was killed
                continue
            try:
                threading.Thread(target=self._serve, args=(line,), daemon=True).start()
            except RuntimeError:  # no memory for one more: the notebook finds out itself
                line.close()

    def _serve(self, line: Connection) -> None:
        details: dict[str, Statement] = {}
        self._details.append(details)
        try:
            while self._open:
                line.send_bytes(self._answer(line.recv_bytes(), details))
        except (OSError, EOFError):  # the notebook is done
            line.close()

    def _answer(self, asked: bytes, details: dict[str, Statement]) -> bytes:
        with self._one_at_a_time:
            if asked not in self._known:
                about, name, given, named = pickle.loads(asked)
                shown = details if name.endswith(STATEMENTS) else {}
                with self._company.noting_details(shown):
                    answer = self._made(about, name, given, named)
                if shown is details:  # what has run for this notebook so far
                    return answer
                self._known[asked] = answer, shown
            answer, shown = self._known[asked]
            details.update(shown)
            return answer

    def _made(self, about: tuple[str, ...], name: str, given: tuple, named: dict) -> bytes:
        """The answer; none where the notebook does better to find out itself: another company, an
        error that its page is to show, a note for its reader."""
        if about != self._company.identity:
            return NONE
        module, _, path = name.partition(":")
        question: Any = import_module(module)
        for part in path.split("."):
            question = getattr(question, part)
        if not getattr(question, "answered_once", False):
            return NONE
        try:
            with warnings.catch_warnings(record=True) as noted:
                warnings.simplefilter("always", Note)
                found = question(self._company, *given, **named)
            return NONE if noted else pickle.dumps((True, found))
        except Exception:  # noqa: BLE001 - the notebook meets it again, and its page shows it
            return NONE
