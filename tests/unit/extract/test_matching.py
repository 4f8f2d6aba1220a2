import polars as pl
from automaton import find_terms

from pipelines.extract.chunks import rewritten
from pipelines.extract.matching import find_pattern, text_before


def texts(*lines: str) -> pl.DataFrame:
    return pl.DataFrame({"sentence_id": range(len(lines)), "text": lines}, schema_overrides={"sentence_id": pl.UInt32})


def terms(*rows: tuple[str, bool]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema={"term": pl.String, "is_case_sensitive": pl.Boolean}, orient="row")


def found(lines, entries, **options):
    return find_terms(texts(*lines), terms(*entries), **options).select("sentence_id", "start", "end", "matched").rows()


def test_a_term_is_found_as_a_whole_word_only():
    assert found(["Tanks; a think-tank, tanker tank"], [("tank", False)]) == [(0, 15, 19, "tank"), (0, 28, 32, "tank")]


def test_the_longest_of_nested_terms_wins():
    assert found(["a car bomb went off"], [("bomb", False), ("car bomb", False)]) == [(0, 2, 10, "car bomb")]


def test_nested_terms_are_kept_on_request():
    assert len(found(["a car bomb"], [("bomb", False), ("car bomb", False)], keep_nested=True)) == 2


def test_case_counts_where_the_entry_says_so():
    assert found(["Of Grad and grad"], [("Grad", True)]) == [(0, 3, 7, "Grad")]


def test_offsets_are_code_points_behind_accents_and_emoji():
    line = "🙂 é “Kyiv”"
    ((_, start, end, matched),) = found([line], [("kyiv", False)])
    assert line[start:end] == matched == "Kyiv"


def test_an_accented_neighbour_is_part_of_the_word():
    assert found(["Éarmy armyé army"], [("army", False)]) == [(0, 12, 16, "army")]


def test_no_texts_or_terms_give_an_empty_frame_with_the_columns():
    assert find_terms(texts(), terms(("a", False))).columns == [
        "sentence_id",
        "start",
        "end",
        "matched",
        "term",
        "is_case_sensitive",
    ]


def test_every_match_of_a_pattern_has_its_offsets():
    line = "é 12 and 345"
    rows = find_pattern(texts("none", line), r"\d+").rows()
    assert rows == [(1, 2, 4, "12"), (1, 9, 12, "345")]


def test_text_before_an_offset_is_no_longer_than_asked_and_than_there_is():
    frame = pl.DataFrame({"text": ["déjà vu", "déjà vu", None], "at": [4, 2, 1]})
    assert frame.select(text_before("text", "at", 3)).to_series().to_list() == ["éjà", "dé", None]


def test_rewriting_leaves_the_other_rows_and_the_given_frame_as_they_are():
    frame = pl.DataFrame({"tag": ["a", "b", "c"]})
    new = rewritten(frame, "tag", pl.col("tag").is_in(["a", "c"]), pl.col("tag").str.to_uppercase())
    assert new["tag"].to_list() == ["A", "b", "C"]
    assert frame["tag"].to_list() == ["a", "b", "c"]
