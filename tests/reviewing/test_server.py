"""The page is served to whoever has its address, on this machine, and to nobody else."""

import http.client
import json
import shutil
import socket
from contextlib import closing
from urllib.parse import urlsplit

import pytest
from review_tools import source

from plancompare.errors import BusyError, UsageError
from plancompare.reviewing import review
from plancompare.sources import load_source


@pytest.fixture(scope="module")
def folder(tmp_path_factory, plan, seen):
    made = source(tmp_path_factory.mktemp("raw") / "yangzhong", seen, plan)
    shutil.copy(plan, made / "original.txt")
    return made


@pytest.fixture(scope="module")
def opened(folder):
    """One server for all tests: each decides on a row of its own, or changes nothing."""
    with review(folder, by="wang") as found:
        yield found


@pytest.fixture(scope="module")
def ask(opened):
    """A function that asks the server, and gives the answer's status, headers and text."""
    address = urlsplit(opened.address)

    def asked(path, body=None, **headers):
        whole = path if path.startswith("/") else address.path + path
        told = {"Content-Type": "application/json"} | headers
        sent = None if body is None else json.dumps(body)
        with closing(http.client.HTTPConnection(address.hostname, address.port)) as connection:
            connection.request("GET" if body is None else "POST", whole, sent, told)
            answer = connection.getresponse()
            return (
                answer.status,
                dict(answer.getheaders()),
                answer.read().decode("utf-8", "replace"),
            )

    return asked


def test_it_listens_on_the_loopback_address_alone(opened):
    address = urlsplit(opened.address)
    assert address.hostname == "127.0.0.1"
    assert len(address.path.strip("/")) >= 32
    own = socket.gethostbyname(socket.gethostname())
    if not own.startswith("127."):
        with pytest.raises(OSError, match="refused"):
            socket.create_connection((own, address.port), timeout=2)


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("", {}, 200),
        ("/", {}, 404),
        ("/wrong-token/", {}, 404),
        ("/wrong-token/state", {}, 404),
        ("state", {"Host": "rebound.example"}, 403),
        ("state", {"Origin": "http://elsewhere.example"}, 403),
        ("../../../../etc/passwd", {}, 404),
        ("page/0", {}, 404),
        ("figures.csv", {}, 404),
        ("review.py", {}, 404),
        ("..%2f..%2fsource.toml", {}, 404),
    ],
)
def test_nothing_is_served_but_the_review(ask, path, headers, status):
    assert ask(path, **headers)[0] == status


@pytest.mark.parametrize("path", ["", "state", "document", "review.js"])
def test_no_answer_lets_a_foreign_page_in_or_a_script_of_a_document_run(ask, path):
    _, headers, _ = ask(path)
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe-inline" not in policy.partition("script-src")[2]
    assert ("sandbox" in policy) == (path == "document")
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_a_decision_is_on_the_disk_when_it_is_answered(ask, folder):
    items = json.loads(ask("state")[2])["items"]
    assert items[0]["doubts"] == ["unit"]  # doubtful ones first
    status, _, text = ask("do", {"did": "confirm", "key": items[1]["key"]})
    assert (status, json.loads(text)["progress"]) == (200, {"done": 1, "total": 6, "doubtful": 1})
    assert [each.review for each in load_source(folder).figures].count("confirmed") == 1


@pytest.mark.parametrize(
    "body",
    [
        {"did": "confirm", "key": "p99"},
        {"did": "burn"},
        {"did": "correct", "key": "p0"},
        {"did": "correct", "key": "p0", "cells": {"region_code": "朝阳"}},
        {"did": "confirm", "key": 5},
    ],
)
def test_what_cannot_be_done_is_told_and_changes_nothing(ask, folder, body):
    before = (folder / "figures.csv").read_bytes()
    status, _, text = ask("do", body)
    assert status == 400
    assert json.loads(text)["error"]
    assert (folder / "figures.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("cells", "chinese"),
    [
        ({"value": "abc"}, "数值“abc”无法识别"),
        ({"value": ""}, "数值不能为空"),
        ({"label": ""}, "指标名称不能为空"),
        ({"year": "20255"}, "“20255”不是年份"),
        ({"region_code": "不存在"}, "没有地区“不存在”"),
        ({"region_code": "朝阳"}, "个地区叫“朝阳”"),
    ],
)
def test_a_refusal_is_told_in_both_languages(ask, cells, chinese):
    row = json.loads(ask("state")[2])["items"][0]
    body = {"did": "correct", "key": row["key"], "cells": row["cells"] | cells}
    error = json.loads(ask("do", body)[2])["error"]
    assert chinese in error["zh"] and error["zh"] != error["en"]


def test_another_kind_of_question_is_refused(ask):
    assert ask("do", {"did": "undo"}, **{"Content-Type": "text/plain"})[0] == 400
    assert ask("do", [1])[0] == 400


def test_a_region_may_be_named_as_people_name_it(ask, folder):
    ask("do", {"did": "correct", "key": "p0", "cells": {"region_code": "镇江"}})
    assert load_source(folder).figures[0].region_code == "321100"


def test_words_that_were_selected_are_read_as_the_program_would(ask):
    text = "到2025年，每千人口注册护士数达到3.8人"
    cells = json.loads(ask("do", {"did": "guess", "text": text})[2])["cells"]
    assert (cells["label"], cells["value"], cells["year"]) == (
        "每千人口注册护士数",
        "3.8人",
        "2025",
    )


def test_one_source_is_under_review_once_at_a_time(opened, folder):
    with pytest.raises(BusyError, match="under review already"):
        review(folder, by="li")


def test_the_document_must_be_the_one_that_was_read(tmp_path, plan, seen):
    other = tmp_path / "other.txt"
    other.write_text("别的文件", encoding="utf-8")
    with pytest.raises(UsageError, match="--documents"):
        review(source(tmp_path / "raw" / "other", seen, plan), by="wang", documents=other)


def test_who_ends_it_on_the_page_ends_it(opened, ask):
    ask("do", {"did": "finish"})
    opened.wait()
    assert opened.progress.total == 6
