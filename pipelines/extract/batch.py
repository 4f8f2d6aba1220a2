"""A batch of articles with what several extractors share, each computed once on first use.

What belongs here: caching and the final slicing of evidence. What does not: any rule.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import polars as pl

from pipelines.extract.codebook import Codebook


@dataclass
class Batch:
    """Articles (the lake's `article` columns; at least version_id, article_id, headline, body) and derived frames."""

    articles: pl.DataFrame
    codebook: Codebook

    @cached_property
    def sentences(self) -> pl.DataFrame:
        """See sentences.split_sentences."""
        from pipelines.extract.sentences import split_sentences

        return split_sentences(self.articles)

    @cached_property
    def tokens(self) -> pl.DataFrame:
        """See tokens.lex, first frame."""
        from pipelines.extract.tokens import lex

        tokens, self.vocabulary = lex(self.sentences)
        return tokens

    @cached_property
    def vocabulary(self) -> pl.DataFrame:
        """See tokens.lex, second frame; row `word` of it tells the token. It may have words of other articles too."""
        del self.__dict__["tokens"]
        assert self.tokens is not None
        vocabulary: pl.DataFrame = self.__dict__["vocabulary"]
        return vocabulary

    @cached_property
    def _terms_found(self) -> pl.DataFrame:
        """See terms.find_all."""
        from pipelines.extract.terms import TermTree, find_all

        return find_all(self.tokens, self.vocabulary, self.sentences, TermTree.of(self.codebook))

    def terms(self, name: str) -> pl.DataFrame:
        """Where the terms of a list of terms.TERM_SETS stand in the sentences: see terms.of_set."""
        from pipelines.extract.terms import TermTree, of_set

        kept: dict[str, pl.DataFrame] = self.__dict__.setdefault("_terms", {})
        if name not in kept:
            kept[name] = of_set(self._terms_found, name, TermTree.of(self.codebook))
        return kept[name]

    @cached_property
    def figures(self) -> pl.DataFrame:
        """See figures.figures."""
        from pipelines.extract.figures import figures

        return figures(self.sentences)

    @cached_property
    def actors(self) -> pl.DataFrame:
        """See actors.actor_mentions."""
        from pipelines.extract.actors import actor_mentions

        return actor_mentions(self)

    @cached_property
    def casualties(self) -> pl.DataFrame:
        """See casualties.casualty_figures."""
        from pipelines.extract.casualties import casualty_figures

        return casualty_figures(self)

    @cached_property
    def attributions(self) -> pl.DataFrame:
        """See statements.attributions."""
        from pipelines.extract.statements import attributions

        return attributions(self)

    @cached_property
    def places(self) -> pl.DataFrame:
        """See regions.place_mentions."""
        from pipelines.extract.regions import place_mentions

        return place_mentions(self)

    @cached_property
    def violence(self) -> pl.DataFrame:
        """See region_roles.violence_words."""
        from pipelines.extract.region_roles import violence_words

        return violence_words(self)

    @cached_property
    def scenes(self) -> pl.DataFrame:
        """See claim_places.scenes."""
        from pipelines.extract.claim_places import scenes

        return scenes(self)

    @cached_property
    def weapons(self) -> pl.DataFrame:
        """See weapons.weapon_mentions."""
        from pipelines.extract.weapons import weapon_mentions

        return weapon_mentions(self)

    def restricted_to(self, versions: pl.DataFrame) -> Batch:
        """The batch of some of its articles; what was computed already comes along, filtered.

        In: a frame with version_id.
        """
        versions = versions.select(pl.col("version_id").cast(self.articles.schema["version_id"]))
        smaller = Batch(self.articles.join(versions, on="version_id", how="semi", maintain_order="left"), self.codebook)
        kept = self.sentences.join(versions, on="version_id", how="semi", maintain_order="left")
        smaller.__dict__["sentences"] = kept
        if "vocabulary" in self.__dict__:
            smaller.__dict__["vocabulary"] = self.vocabulary
        for name in ("tokens", "_terms_found", "actors", "attributions", "places"):
            if name in self.__dict__:
                whole: pl.DataFrame = self.__dict__[name]
                smaller.__dict__[name] = whole.join(kept, on="sentence_id", how="semi", maintain_order="left")
        return smaller

    def prove(self, rows: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
        """Set `evidence` to the exact characters of the text at char_start/char_end.

        In: version_id, in_headline, char_start, char_end and others. Out: the same and evidence.
        """
        rows = rows.lazy().drop("evidence", strict=False).collect(engine="in-memory")
        wanted = rows.select("version_id", "in_headline", "char_start", "char_end").with_row_index("row")
        at = wanted.join(self._numbers, on="version_id", how="left", maintain_order="left").select(_place())["place"]
        sentence = (self._line["place"].search_sorted(at, side="right").cast(pl.Int64) - 1).clip(0)
        n_chars, within = pl.col("char_end") - pl.col("char_start"), pl.col("char_start") - pl.col("opens")
        near = pl.concat([wanted, self._line[sentence].with_columns(within=at - pl.col("place"))], how="horizontal")
        is_near = (within == pl.col("within")) & (pl.col("char_end") <= pl.col("closes")) & pl.col("is_copied")
        far = (
            near.lazy()
            .filter(~is_near.fill_null(False))
            .join(self.articles.lazy().select("version_id", "headline", "body"), on="version_id", how="left")
            .with_columns(whole=pl.when("in_headline").then("headline").otherwise("body"))
            .select("row", evidence=pl.col("whole").str.slice(pl.col("char_start"), n_chars))
        )
        proofs = pl.concat(
            [near.lazy().filter(is_near).select("row", evidence=pl.col("text").str.slice(within, n_chars)), far]
        )
        return rows.with_columns(proofs.sort("row").collect(engine="in-memory")["evidence"])

    @cached_property
    def _numbers(self) -> pl.DataFrame:
        """version_id, number (Int64): articles by number; and is_copied, see sentences.is_copied."""
        from pipelines.extract.sentences import is_copied

        return self.articles.select(
            "version_id", number=pl.int_range(pl.len(), dtype=pl.Int64), is_copied=is_copied(pl.col("body"))
        )

    @cached_property
    def _line(self) -> pl.DataFrame:
        """The sentences on one number line of all texts, from which most evidence is cut: a sentence is short, and a
        body is walked from its beginning, letter by letter, up to the offset.

        In order of place (see _place): place, text, opens, closes (offsets in headline or body), is_copied.
        """
        return (
            self.sentences.join(self._numbers, on="version_id", how="left", maintain_order="left")
            .select(
                _place(),
                "text",
                opens="char_start",
                closes="char_end",
                is_copied=pl.col("in_headline") | pl.col("is_copied"),
            )
            .sort("place")
        )


def _place() -> pl.Expr:
    """`place` (Int64) of number, in_headline and char_start: one number line for all headlines and bodies."""
    return ((pl.col("number") * 2 + (~pl.col("in_headline")).cast(pl.Int64)) * _TEXT_ROOM + pl.col("char_start")).alias(
        "place"
    )


_TEXT_ROOM = 1 << 32
"""Code points of the longest text that can be told from the next."""
