import polars as pl
import pytest
from reading import batch_of, read

from pipelines.extract.sentences import split_sentences


def split(batch) -> pl.DataFrame:
    return batch.sentences


def sentences_of(body: str) -> list[str]:
    frame = read(split, body)
    return frame.filter(~pl.col("in_headline"))["text"].to_list()


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("One fell. Two rose.", ["One fell.", "Two rose."]),
        ("Lt. Gen. A. B. Varga of the U.S. Army spoke at 5 p.m. on Oct. 3.", 1),
        ("It fell to 3.5 metres. Nobody saw it.", 2),
        ("“We are leaving. We are afraid,” she said.", ["“We are leaving.", "We are afraid,” she said."]),
        ("He left.”The town is lost,” he said.", ["He left.”", "The town is lost,” he said."]),
        ("They serve in the U.S. The war goes on.", 2),
        ("A bar in Kirksville, Mo. was hit. So was one in Salem, Ore. Two people died.", 3),
        ("Roads shut\n\nTwo buses burned.", ["Roads shut", "Two buses burned."]),
        ("- First point here.\n- Second point here.", 2),
        ("It lies 12 km away. 14 people fled.", 2),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(body, expected):
    found = sentences_of(body)
    assert (len(found) if isinstance(expected, int) else found) == expected


def test_offsets_slice_the_body_in_code_points():
    body = "Café “Zürich” burned — 3 died. 🙂 Then it rained.\n\nNobody came."
    frame = batch_of(body).sentences.filter(~pl.col("in_headline"))
    assert [body[a:b] for a, b in frame.select("char_start", "char_end").rows()] == frame["text"].to_list()


def test_the_headline_is_sentence_zero_and_paragraphs_count_from_one():
    frame = batch_of("One. Two.\n\nThree.", headline="Bridge falls").sentences
    assert frame.select("sentence_no", "paragraph_no").rows() == [(0, 0), (1, 1), (2, 1), (3, 2)]


def test_hard_wrapped_lines_read_as_one_sentence():
    body = (
        "THE GARRISON REPORTED THAT SOME 40 FARMERS\nHAVE BEEN TAKEN FROM THEIR VILLAGE BY A GROUP\nOF ARMED MEN "
        "NEAR THE RIVER AND\nTHE OLD BRIDGE.  NO REASON WAS GIVEN.\n\n   A SOLDIER WAS HURT."
    )
    found = sentences_of(body)
    assert len(found) == 3
    assert found[0].endswith("THE OLD BRIDGE.")
    assert "\n" not in found[0]


def test_tokens_slice_their_sentence_and_keep_words_whole():
    batch = batch_of("The governor’s 52-year-old son, O'Hara, paid 1,200.50 euros.")
    text = batch.sentences["text"][1]
    tokens = batch.tokens.filter(pl.col("sentence_id") == 1)
    assert [text[a:b] for a, b in tokens.select("start", "end").rows()] == tokens["text"].to_list()
    assert {"governor’s", "52", "O'Hara", "1,200.50"} <= set(tokens["text"])


def test_a_sentence_longer_than_any_that_is_written_is_cut_at_a_space():
    body = "Twelve were killed and " * 600 + "that was all."
    sentences = split_sentences(
        pl.DataFrame({"version_id": ["0"], "article_id": ["0"], "headline": [""], "body": [body]})
    )
    lengths = sentences["text"].str.len_chars()
    assert 5_000 <= lengths.max() <= 5_100
    assert [body[start:end] for start, end in sentences.select("char_start", "char_end").rows()] == sentences[
        "text"
    ].to_list()
    assert sentences["paragraph_no"].unique().to_list() == [1]
    assert sum(lengths) + len(lengths) - 1 == len(body)
