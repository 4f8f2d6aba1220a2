"""Articles to sentences, with paragraphs and exact offsets.

What belongs here: where a sentence begins and ends (abbreviations, initials, decimals, datelines, bullets,
hard-wrapped lines). What does not: what a sentence says. A sentence has the length and the characters of its slice of
headline or body, but for line feeds inside hard-wrapped text, which read as spaces.
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.matching import lean

# Marks put into the text while it is cut; both are private-use characters, taken out of the input first.
_SENTENCE, _PARAGRAPH, _DOT, _KEPT = "\ue000", "\ue001", "\ue002", "\ue004"

ABBREVIATIONS = (
    "Mr Mrs Ms Dr Prof Gen Lt Col Maj Capt Sgt Brig Adm Cmdr Cpl Pvt Rev Hon Sen Rep Gov Pres Supt Insp Det Msgr "
    "Sr Jr St Mt Ft No Nos vs approx Ltd Inc Co Corp Bros Ave Dept Dist Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov "
    "Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun al fig est incl Lieut Cdr Spc Gens Cols Messrs"
).split()
"""Words that end in a full stop without ending a sentence (AP Stylebook's titles and months)."""

STATES = (
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo Mont Neb Nev Okla Ont Ore Pa "
    "Que Tenn Tex Va Vt Wash Wis Wyo"
).split()
"""States and provinces behind a town, whose full stop may also end a sentence (`in Kirksville, Mo. Police said`)."""

_STARTERS = (
    "The|It|He|She|In|But|A|An|On|At|They|We|And|This|That|There|His|Her|Its|Their|When|While|After|As|For|If|"
    "Some|Two|Three|No|Officials|Police"
)
"""Words that open a sentence after an abbreviation that may also end one (U.S., a.m.)."""

_CLOSERS = "[\"”’')\\]»]*"
_OPENERS = "[\"“‘'(\\[«—–•*-]*"


def split_sentences(articles: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
    """Cut headlines and bodies into sentences.

    In: version_id, article_id, headline, body. Out, in text order: sentence_id (UInt32, 0-based in this call),
    version_id, article_id, sentence_no (Int32; 0 is the headline), paragraph_no (Int32; 0 is the headline),
    in_headline, char_start, char_end (Int32, offsets in headline or body), text.
    """
    keys = ["version_id", "article_id"]
    lazy = articles.lazy()
    headlines = lazy.select(
        *keys,
        paragraph_no=pl.lit(0, pl.Int32),
        in_headline=pl.lit(True),
        char_start=pl.lit(0, pl.Int32),
        text="headline",
    )
    pieces = lazy.select(*keys, piece=_marked(pl.col("body")).str.split(_SENTENCE)).explode("piece")
    bodies = (
        _cut_short(pieces.collect(engine="in-memory"))
        .lazy()
        .with_columns(n_paragraph=pl.col("piece").str.starts_with(_PARAGRAPH).cast(pl.Int32))
        .with_columns(piece=pl.col("piece").str.strip_prefix(_PARAGRAPH).str.replace_all(_DOT, ".", literal=True))
        .with_columns(n_chars=pl.col("piece").str.len_chars().cast(pl.Int32))
        .with_columns(
            before=pl.col("n_chars").cum_sum().over("version_id") - pl.col("n_chars"),
            paragraph_no=pl.col("n_paragraph").cum_sum().over("version_id").cast(pl.Int32) + 1,
        )
        .with_columns(lead=pl.col("n_chars") - pl.col("piece").str.strip_chars_start().str.len_chars().cast(pl.Int32))
        .select(
            *keys,
            "paragraph_no",
            in_headline=pl.lit(False),
            char_start=pl.col("before") + pl.col("lead"),
            text=pl.col("piece").str.strip_chars(),
        )
    )
    return (
        pl.concat([headlines, bodies])
        .filter(pl.col("text") != "")
        .sort("version_id", "paragraph_no", "char_start")
        .with_columns(char_end=pl.col("char_start") + pl.col("text").str.len_chars().cast(pl.Int32))
        .with_columns(
            sentence_no=(
                pl.int_range(pl.len(), dtype=pl.Int32).over("version_id")
                + (~pl.col("in_headline").first()).cast(pl.Int32).over("version_id")
            )
        )
        .collect(engine="in-memory")
        .with_row_index("sentence_id")
        .select(
            "sentence_id",
            *keys,
            "sentence_no",
            "paragraph_no",
            "in_headline",
            "char_start",
            "char_end",
            "text",
        )
    )


LONGEST = 5_000
"""Characters from which a sentence is cut at the next space: what looks at all pairs of a sentence stays linear."""


def _cut_short(pieces: pl.DataFrame) -> pl.DataFrame:
    """Cut pieces longer than any sentence that a person writes (tables, lists without full stops, spoilt text)."""
    is_long = pieces["piece"].str.len_bytes() > LONGEST
    if not is_long.any():
        return pieces
    return (
        pieces.with_row_index("row")
        .with_columns(
            piece=pl.when(is_long)
            .then(pl.col("piece").str.extract_all(r"\s*\S+\s*|\s+"))
            .otherwise(pl.concat_list("piece"))
        )
        .explode("piece")
        .with_columns(n_chars=pl.col("piece").str.len_chars().cast(pl.Int64))
        .with_columns(part=(pl.col("n_chars").cum_sum().over("row") - pl.col("n_chars")) // LONGEST)
        .group_by("row", "part", maintain_order=True)
        .agg(pl.col(pieces.columns).exclude("piece").first(), pl.col("piece").str.join(""))
        .select(pieces.columns)
    )


def is_copied(text: pl.Expr) -> pl.Expr:
    """Are the sentences of this text its exact characters? Not where lines were joined or odd characters taken out."""
    return ~(text.str.contains("[\ue000-\ue00f]") | _is_hard_wrapped(text)).fill_null(False)


def _marked(text: pl.Expr) -> pl.Expr:
    """Put a mark after each sentence and each paragraph; length differs from `text` by the marks only."""
    clean = text.fill_null("").str.replace_all("[\ue000-\ue00f]", "\ufffd")
    unwrapped = pl.when(_is_hard_wrapped(clean)).then(_unwrapped(clean)).otherwise(clean)
    broken = unwrapped.str.replace_all(r"(\n\s*)", f"${{1}}{_SENTENCE}{_PARAGRAPH}")
    return _sentence_ends(_protected(broken))


def _is_hard_wrapped(text: pl.Expr) -> pl.Expr:
    """Lines broken at a column, as in wire text of the 1980s: most single line feeds stand inside a sentence."""
    single = text.str.count_matches(r"[^\n]\n[^\n]")
    inside = text.str.count_matches(lean(r"[\p{L}\p{N},;-] ?\n[\p{L}\p{N}\[(\"“']"))
    long_lines = text.str.contains(r"[^\n]{140}")
    return (single >= 3) & (inside * 10 >= single * 6) & ~long_lines


def _unwrapped(text: pl.Expr) -> pl.Expr:
    """Single line feeds become spaces; a blank line or an indented line still begins a paragraph."""
    return (
        text.str.replace_all(r"\n([^\S\n]{2,})", "\ue003$1")
        .str.replace_all(r"\n([^\S\n]*\n)", "\ue003$1")
        .str.replace_all(r"([^\n\ue003])\n([^\n])", "$1 $2")
        .str.replace_all("\ue003", "\n", literal=True)
    )


def _protected(text: pl.Expr) -> pl.Expr:
    """Hide full stops that end no sentence behind a mark of the same length."""
    initials = (r"(^|[\s(“\".])(\p{Lu})\.(\s+\p{Lu})", f"${{1}}${{2}}{_DOT}${{3}}")
    return (
        text.str.replace_all(lean(rf"\b({'|'.join(ABBREVIATIONS)})\.(\s)"), f"${{1}}{_DOT}${{2}}")
        .str.replace_all(lean(rf"(, (?:{'|'.join(STATES)})\.)(\s+(?:{_STARTERS})\b)"), f"${{1}}{_KEPT}${{2}}")
        .str.replace_all(lean(rf"\b({'|'.join(STATES)})\.(\s)"), f"${{1}}{_DOT}${{2}}")
        .str.replace_all(lean(r"\b(LT|GEN|COL|MAJ|CAPT|SGT|DR|MR|MRS|BRIG|NO)\.(\s)"), f"${{1}}{_DOT}${{2}}")
        # U.S., p.m.: a full stop only if a sentence clearly starts behind it.
        .str.replace_all(lean(rf"(\.\p{{L}}\.)(\s+(?:{_STARTERS})\b)"), f"${{1}}{_KEPT}${{2}}")
        .str.replace_all(lean(r"(\.\p{L})\.(\s)"), f"${{1}}{_DOT}${{2}}")
        # Initials: J. Smith. Twice, since J. P. Smith shares a letter between two matches.
        .str.replace_all(*initials)
        .str.replace_all(*initials)
        .str.replace_all(_KEPT, "", literal=True)
    )


def _sentence_ends(text: pl.Expr) -> pl.Expr:
    """Mark the ends of sentences: final punctuation, closing quotes, white space, then a capital or a digit."""
    return text.str.replace_all(
        lean(rf"([.!?…]{_CLOSERS}\s+)({_OPENERS}[\p{{Lu}}\p{{Lo}}\p{{N}}$£€])"), f"${{1}}{_SENTENCE}${{2}}"
    ).str.replace_all(r"([\p{Ll}][.!?][”\"’])(\p{Lu}\p{Ll})", f"${{1}}{_SENTENCE}${{2}}")
