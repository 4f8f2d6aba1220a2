import json

import pytest

from pipelines.evaluate.gold import half_of, read_gold
from pipelines.settings import GOLD_DIR

BODY = "Shells killed at least six people in Lesnovo, the mayor said, two of them children."


def claim(**fields):
    return {
        "measure": "killed",
        "low": 6,
        "high": None,
        "qualifier": "at_least",
        "vague": None,
        "group": "person",
        "group_text": "people",
        "part_of": None,
        "status": "attributed",
        "quote": "killed at least six people",
        **fields,
    }


def article(**fields):
    empty = {name: [] for name in ("regions", "weapons", "actors", "targets", "statements", "counts")}
    return {
        "id": "a",
        "file": "a.txt",
        "half": half_of("a"),
        "register": "wire",
        "conflict": True,
        "headline": "Six dead",
        "body": BODY,
        "published_on": "2024-05-06",
        "published_how": "stated",
        "agency": None,
        "casualty_claims": [claim()],
        **empty,
        **fields,
    }


def read(tmp_path, *articles):
    path = tmp_path / "gold.jsonl"
    path.write_text("\n".join(a if isinstance(a, str) else json.dumps(a) for a in articles))
    return read_gold(path)


def test_the_gold_corpus_keeps_its_form_and_its_size():
    articles = read_gold(GOLD_DIR / "gold.jsonl")
    assert len(articles) >= 60
    assert len({a.id for a in articles}) == len({a.file for a in articles}) == len(articles)
    assert {a.half for a in articles} == {"tuning", "held_out"}
    assert sum(not a.conflict for a in articles) >= 5
    for a in articles:
        assert (GOLD_DIR / "raw" / a.file.split("#")[0]).is_file()


def test_every_raw_file_is_annotated_to_its_last_record():
    files = [a.file for a in read_gold(GOLD_DIR / "gold.jsonl")]
    for path in (GOLD_DIR / "raw").iterdir():
        lines = path.read_text(encoding="utf-8").splitlines() if path.suffix == ".jsonl" else []
        expected = [f"{path.name}#{n}" for n in range(1, len(lines) + 1)] or [path.name]
        assert [name for name in files if name.split("#")[0] == path.name] == expected


def test_a_good_article_is_read(tmp_path):
    (one,) = read(tmp_path, article())
    assert one.rows["casualty_claims"][0]["low"] == 6


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        (article(half="neither"), "half is 'neither'"),
        (article(published_how="guessed"), "published_how is 'guessed'"),
        (article(conflict=False), "reports no armed violence"),
        (article(casualty_claims=[claim(measure="slain")]), "measure is 'slain'"),
        (article(casualty_claims=[claim(quote="killed six")]), "'killed six' is no substring"),
        (article(casualty_claims=[claim(high=6)]), "do not go with 'at_least'"),
        (article(casualty_claims=[claim(qualifier="exact", high=7)]), "exact with low 6 and high 7"),
        (article(casualty_claims=[claim(qualifier="between", high=5)]), "low 6 lies above high 5"),
        (article(casualty_claims=[claim(qualifier="vague", low=None)]), "with the vague word None"),
        (article(casualty_claims=[claim(part_of=1)]), "part_of 1, expected an index below 1"),
        (article(casualty_claims=[claim(part_of=0)]), "goes round in a circle"),
        (article(weapons=[{"class": "laser", "roles": ["used"], "as_written": ["Shells"]}]), "class is 'laser'"),
        (article(weapons=[{"class": "artillery", "roles": ["seen"], "as_written": ["Shells"]}]), "role 'seen'"),
        (article(regions=[{"iso": "UA-1", "role": "hit", "names_as_written": ["Lviv"]}]), "'Lviv' is no substring"),
        ('{"id": ', "JSONDecodeError"),
        ({"id": "a"}, "KeyError"),
    ],
)
def test_a_break_of_the_form_is_named(tmp_path, broken, problem):
    with pytest.raises(ValueError, match="breaks the form") as caught:
        read(tmp_path, article(), broken)
    assert problem in str(caught.value)


def test_an_absent_corpus_says_what_to_do(tmp_path):
    with pytest.raises(FileNotFoundError, match="--gold"):
        read_gold(tmp_path / "gold.jsonl")
