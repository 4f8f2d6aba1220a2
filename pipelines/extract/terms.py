"""All terms of the codebook, found in the tokens of a batch in one pass.

What belongs here: which lists of terms the extractors look for, a tree of their tokens, and walking it over the tokens
of all sentences at once, or of other texts. What does not: what a term means.

An automaton over the letters finds 340,000 places in 2,000 wire stories, most of them inside other words, and each has
to be looked at. Over numbered tokens the same terms cost a look-up per token and a join per further word of a term.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

import polars as pl

from pipelines.extract.codebook import Codebook
from pipelines.extract.matching import WORD, lean, longest
from pipelines.extract.tokens import lex, tokenize

TERM_SETS: dict[str, str] = {
    "conflict_terms": "terms:seed",
    "target_terms": "terms:seed",
    "frame_terms": "terms:seed",
    "casualty_terms": "terms:seed",
    "victim_terms": "terms:seed",
    "non_victim_terms": "terms:seed",
    "speech_cues": "terms:seed",
    "actor_names": "actor_terms:name_terms",
    "actor_names_in_capitals": "actor_terms:name_terms_in_capitals",
    "nations": "actor_terms:nation_terms",
    "role_nouns": "actor_terms:role_nouns",
    "weapons": "weapons:searched_terms",
}
"""Names of the lists, each with the function that makes it of the codebook (`seed`: the seed of that name)."""

_TERM_COLUMNS = {"speech_cues": "cue"}
"""Seeds whose terms stand in a column of another name."""

_SEPARATOR = "\x1f"


def seed(codebook: Codebook, name: str) -> pl.DataFrame:
    """The entries of a seed of terms: term, is_case_sensitive and the seed's other columns."""
    column = _TERM_COLUMNS.get(name, "term")
    return codebook.terms(name).rename({column: "term"} if column != "term" else {})


@dataclass(frozen=True)
class TermTree:
    """All lists of terms as one tree of lower-case tokens."""

    entries: dict[str, pl.DataFrame]
    """The lists by name, as their makers gave them."""
    pieces: pl.DataFrame
    """piece (lower-case token), piece_id (UInt32)."""
    edges: tuple[pl.DataFrame, ...]
    """For the 1st, 2nd, ... token of a term: node (UInt32; 0 is the root), piece_id, next_node."""
    endings: pl.DataFrame
    """next_node, set_no (UInt8), entry (UInt32, row in the list), term, n_chars, is_case_sensitive, and rank (UInt64:
    longer terms first, then by their letters)."""

    @classmethod
    def of(cls, codebook: Codebook) -> TermTree:
        """The tree of a codebook, built on first use (0.1 s) and kept with it."""
        if "term_tree" not in codebook.derived:
            codebook.derived["term_tree"] = _build(codebook)
        tree: TermTree = codebook.derived["term_tree"]
        return tree


def _build(codebook: Codebook) -> TermTree:
    entries = {}
    for name, maker in TERM_SETS.items():
        module, function = maker.split(":")
        if function == "seed":
            entries[name] = seed(codebook, name)
        else:
            make: Callable[[Codebook], pl.DataFrame] = getattr(import_module(f"pipelines.extract.{module}"), function)
            entries[name] = make(codebook)
    return _tree_of(entries)


def _tree_of(entries: dict[str, pl.DataFrame]) -> TermTree:
    """Lists of terms (term, is_case_sensitive and others) as a tree."""
    listed = pl.concat(
        frame.select(
            "term",
            "is_case_sensitive",
            set_no=pl.lit(number, pl.UInt8),
            entry=pl.int_range(pl.len(), dtype=pl.UInt32),
        )
        for number, frame in enumerate(entries.values())
    ).filter(pl.col("term").fill_null("") != "")
    texts = listed.select(pl.col("term").unique(maintain_order=True)).with_row_index("sentence_id")
    paths = (
        tokenize(texts.rename({"term": "text"}))
        .group_by("sentence_id", maintain_order=True)
        .agg(path="lower")
        .join(texts, on="sentence_id", how="left", maintain_order="left")
        .select("term", "path", n_pieces=pl.col("path").list.len())
    )
    pieces = paths.select(piece=pl.col("path").explode().unique().sort()).with_row_index("piece_id")
    nodes = pl.DataFrame({"prefix": [""], "next_node": [0]}, schema={"prefix": pl.String, "next_node": pl.UInt32})
    edges, n_nodes = [], 1
    for length in range(1, max(paths["n_pieces"].to_list(), default=0) + 1):
        grown = (
            paths.filter(pl.col("n_pieces") >= length)
            .select(
                before=pl.col("path").list.head(length - 1).list.join(_SEPARATOR),
                piece=pl.col("path").list.get(length - 1),
                prefix=pl.col("path").list.head(length).list.join(_SEPARATOR),
            )
            .unique("prefix", keep="first", maintain_order=True)
        )
        numbered = grown.with_columns(next_node=pl.int_range(n_nodes, n_nodes + pl.len(), dtype=pl.UInt32))
        n_nodes += grown.height
        edges.append(
            numbered.join(nodes.select(before="prefix", node="next_node"), on="before", how="left")
            .join(pieces, on="piece", how="left")
            .select("node", "piece_id", "next_node")
        )
        nodes = pl.concat([nodes, numbered.select("prefix", "next_node")])
    endings = (
        listed.join(paths, on="term", how="inner", maintain_order="left")
        .with_columns(
            prefix=pl.col("path").list.join(_SEPARATOR), n_chars=pl.col("term").str.len_chars().cast(pl.Int32)
        )
        .join(nodes, on="prefix", how="inner", maintain_order="left")
        .select(
            "next_node",
            "set_no",
            "entry",
            "term",
            "n_chars",
            "is_case_sensitive",
            rank=pl.struct(-pl.col("n_chars"), "term").rank("dense").cast(pl.UInt64),
        )
    )
    return TermTree(entries, pieces.select("piece", "piece_id"), tuple(edges), endings)


def find_all(tokens: pl.DataFrame, vocabulary: pl.DataFrame, sentences: pl.DataFrame, tree: TermTree) -> pl.DataFrame:
    """Find every term of every list as whole words, nested ones too.

    `tokens`, `vocabulary`: see tokens.lex. `sentences`: sentence_id, text. Out: set_no, entry, sentence_id, start, end
    (Int32 code points), matched (as written); in order of sentence_id, start, falling end, term.
    """
    vocabulary = _numbered(vocabulary, tree)
    height = tokens.height
    word, sentence = tokens["word"], tokens["sentence_id"]
    whole, stem = vocabulary["whole"].gather(word), vocabulary["stem"].gather(word)
    first = tree.edges[0].select("piece_id", "next_node")
    opens = pl.DataFrame({"token": pl.int_range(height, dtype=pl.UInt32, eager=True), "whole": whole, "stem": stem})
    found = [
        opens.lazy()
        .filter(pl.col("stem").is_not_null())
        .join(first.lazy(), left_on="stem", right_on="piece_id", how="inner")
        .select("token", "next_node", is_stem=pl.lit(True), n_tokens=pl.lit(1, pl.UInt32))
        .collect(engine="in-memory")
    ]
    current = (
        opens.lazy()
        .filter(pl.col("whole").is_not_null())
        .join(first.lazy(), left_on="whole", right_on="piece_id", how="inner")
        .select("token", "next_node", is_stem=pl.lit(False), n_tokens=pl.lit(1, pl.UInt32))
        .collect(engine="in-memory")
    )
    found.append(current)
    for n_tokens, edges in enumerate(tree.edges[1:], start=2):
        current = current.join(edges.select(next_node="node").unique(), on="next_node", how="semi")
        behind = current["token"] + (n_tokens - 1)
        inside = behind < height
        current, behind = current.filter(inside), behind.filter(inside)
        going = current.with_columns(
            same=sentence.gather(behind) == sentence.gather(current["token"]),
            whole=whole.gather(behind),
            stem=stem.gather(behind),
        ).filter("same")
        steps = [
            going.join(edges, left_on=["next_node", piece], right_on=["node", "piece_id"], how="inner").select(
                "token",
                next_node="next_node_right",
                is_stem=pl.lit(piece == "stem"),
                n_tokens=pl.lit(n_tokens, pl.UInt32),
            )
            for piece in ("stem", "whole")
        ]
        found.extend(steps)
        current = steps[1]
        if current.is_empty():
            break
    hits = pl.concat(found).join(tree.endings, on="next_node", how="inner")
    first_token, last_token = hits["token"], hits["token"] + (hits["n_tokens"] - 1)
    last_word = word.gather(last_token)
    start, last_start = tokens["start"].gather(first_token), tokens["start"].gather(last_token)
    end = tokens["end"].gather(last_token)
    before, after = first_token.cast(pl.Int64) - 1, last_token.cast(pl.Int64) + 1
    around = hits.with_columns(
        # In text order by one number: tokens are numbered as they stand; of terms at one token, the longest first.
        order=hits["token"].cast(pl.UInt64) * (tree.endings.height + 1) + hits["rank"],
        sentence_id=sentence.gather(first_token),
        start=start,
        end=end,
        stem_end=last_start + vocabulary["stem_chars"].gather(last_word),
        before_end=tokens["end"].gather(before.clip(0)),
        before_sentence=sentence.gather(before.clip(0)),
        before_is_word=vocabulary["ends_word"].gather(word.gather(before.clip(0))) & (before >= 0),
        after_start=tokens["start"].gather(after.clip(0, height - 1)),
        after_sentence=sentence.gather(after.clip(0, height - 1)),
        after_is_word=vocabulary["opens_word"].gather(word.gather(after.clip(0, height - 1))) & (after < height),
    )
    same_before = (pl.col("before_sentence") == pl.col("sentence_id")) & (pl.col("before_end") == pl.col("start"))
    same_after = (pl.col("after_sentence") == pl.col("sentence_id")) & (pl.col("after_start") == pl.col("end"))
    return (
        around.lazy()
        .filter(
            ~(same_before & pl.col("before_is_word")),
            pl.col("is_stem") | ~(same_after & pl.col("after_is_word")),
        )
        .with_columns(end=pl.when("is_stem").then("stem_end").otherwise("end"))
        # Other white space than the term's, or a hyphen with spaces: not as listed.
        .filter(pl.col("end") - pl.col("start") == pl.col("n_chars"))
        .join(sentences.lazy().select("sentence_id", "text"), on="sentence_id", how="left")
        .with_columns(matched=pl.col("text").str.slice(pl.col("start"), pl.col("n_chars")))
        .filter(~pl.col("is_case_sensitive") | (pl.col("matched") == pl.col("term")))
        .sort("order", maintain_order=True)
        .select("set_no", "entry", "sentence_id", "start", "end", "matched")
        .collect(engine="in-memory")
    )


def _numbered(vocabulary: pl.DataFrame, tree: TermTree) -> pl.DataFrame:
    """Add to the vocabulary, in its order: whole, stem (piece_id of the word, and of what stands before its
    apostrophe), stem_chars, opens_word, ends_word (its first and last character is a letter, digit or underscore).
    """
    stem = pl.col("lower").str.extract(r"^([^'’]+)['’]", 1)
    return (
        vocabulary.lazy()
        .with_columns(stem_text=stem)
        .join(
            tree.pieces.lazy().rename({"piece": "lower", "piece_id": "whole"}),
            on="lower",
            how="left",
            maintain_order="left",
        )
        .join(
            tree.pieces.lazy().rename({"piece": "stem_text", "piece_id": "stem"}),
            on="stem_text",
            how="left",
            maintain_order="left",
        )
        .select(
            "whole",
            "stem",
            stem_chars=pl.col("stem_text").str.len_chars().cast(pl.Int32),
            opens_word=pl.col("text").str.contains(lean(f"^{WORD}")),
            ends_word=pl.col("text").str.contains(lean(f"{WORD}$")),
        )
        .collect(engine="in-memory")
    )


def of_set(found: pl.DataFrame, name: str, tree: TermTree, *, keep_nested: bool = False) -> pl.DataFrame:
    """The matches of one list as whole words, ASCII letters in either case: leftmost, and the longest of those that
    start or nest together (`keep_nested`: all).

    Out: sentence_id, start, end, matched and the columns of the list.
    """
    number = list(tree.entries).index(name)
    own = found.lazy().filter(pl.col("set_no") == number).drop("set_no")
    if not keep_nested:
        own = longest(own, is_ordered=True, casts_shadows=name != "casualty_terms")
    entries = tree.entries[name].lazy().with_row_index("entry")
    return own.join(entries, on="entry", how="left", maintain_order="left").drop("entry").collect(engine="in-memory")


def find_listed(texts: pl.DataFrame, name: str, codebook: Codebook, make: Callable[[], pl.DataFrame]) -> pl.DataFrame:
    """The terms of one list in texts other than a batch's sentences: see of_set.

    `texts`: sentence_id (UInt32, unique), text. `make` makes the list (term, is_case_sensitive and others) on first
    use; its tree is kept with the codebook. An automaton would be built once a call.
    """
    key = f"term_tree_of_{name}"
    if key not in codebook.derived:
        codebook.derived[key] = _tree_of({name: make()})
    tree: TermTree = codebook.derived[key]
    texts = texts.sort("sentence_id")
    tokens, vocabulary = lex(texts)
    return of_set(find_all(tokens, vocabulary, texts, tree), name, tree)
