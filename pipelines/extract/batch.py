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
        """See tokens.tokenize."""
        from pipelines.extract.tokens import tokenize

        return tokenize(self.sentences)

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
        smaller = Batch(self.articles.join(versions, on="version_id", how="semi", maintain_order="left"), self.codebook)
        kept = self.sentences.join(versions, on="version_id", how="semi", maintain_order="left")
        smaller.__dict__["sentences"] = kept
        for name in ("tokens", "actors", "attributions", "places"):
            if name in self.__dict__:
                whole: pl.DataFrame = self.__dict__[name]
                smaller.__dict__[name] = whole.join(kept, on="sentence_id", how="semi", maintain_order="left")
        return smaller

    def prove(self, rows: pl.DataFrame | pl.LazyFrame) -> pl.DataFrame:
        """Set `evidence` to the exact characters of the text at char_start/char_end.

        In: version_id, in_headline, char_start, char_end and others. Out: the same and evidence.
        """
        texts = self.articles.lazy().select("version_id", "headline", "body")
        span = pl.when("in_headline").then(pl.col("headline")).otherwise(pl.col("body"))
        return (
            rows.lazy()
            .drop("evidence", strict=False)
            .join(texts, on="version_id", how="left", maintain_order="left")
            .with_columns(evidence=span.str.slice(pl.col("char_start"), pl.col("char_end") - pl.col("char_start")))
            .drop("headline", "body")
            .collect(engine="in-memory")
        )
