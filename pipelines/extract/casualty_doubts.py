"""Figures beside a word of harm that tell no harm: each doubt is a small named function with its sentence.

What belongs here: expressions over ruled candidates (casualties.py has their columns) that are true where a rule's
words stand together and yet nobody was harmed, or nobody new. What does not: the rules (casualty_rules.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.matching import lean

_WANTS = (
    r"(?i)\b(?:seek(?:s|ing)?|sought|demand\w*|call\w* for|warrants? for|order\w*|urg\w+|request\w*|committed to|"
    r"vow\w*|pledg\w*|promis\w*|hop\w+|plan\w*|aim\w*|efforts?|bid|priority|wants?|wanted|reward\w*|offer\w*)"
    r"(?: (?:to|for|of|at))?(?: the)?(?: safe| swift| immediate)? $"
)
"""What stands before an arrest or a rescue that is still to be."""
_MISHAP = (
    r"(?i)^ to [^.;]{0,40}\b(?:attack|assault|bomb|blast|shell|shoot|shot|gun|fire|missile|rocket|strike|mine|explosi|"
    r"violen|murder|kill|crime|massacre|grenade|ambush|sniper|mob|lynch|knife|stab|raid|execution)"
)
"""What people fall victim to, as against politics, fashion and their own success."""
_TOOK = r"(?i)\b(?:claim|cost|took|tak|lost|los|end|snuff|sav)\w* (?:the |many |so many )?(?:young |innocent )?$"
_BY_FORCE = r"(?i)^[^.;]{0,60}\b(?:by|at gunpoint|at knifepoint|blindfold\w*|gunm[ae]n|masked|armed)\b"


def is_doubtful() -> pl.Expr:
    """True where any doubt holds. Reads rule, kind, measure, left, right, trigger_text, ahead, behind, trigger_no,
    chunk_no.
    """
    return (
        _is_still_to_be()
        | _is_one_of_a_kind()
        | _is_a_relative_of_one()
        | _is_told_twice()
        | _are_lives_lived()
        | _is_no_crime()
        | _is_led_on()
    ).fill_null(False)


def _is_still_to_be() -> pl.Expr:
    """`They sought the arrest of 14 fugitives`; `it was committed to rescuing the 218 girls`."""
    return (
        pl.col("measure").is_in(["detained", "rescued", "captured"])
        & (pl.col("trigger_no") < pl.col("chunk_no"))
        & pl.col("ahead").str.contains(lean(_WANTS))
    )


def _is_one_of_a_kind() -> pl.Expr:
    """`It killed members of the Yazidi religion, one of the oldest in Iraq`: the religion is one of them."""
    return (
        pl.col("rule").is_in(["killed_n_and_n", "killing_of_n_and_n"])
        & (pl.col("kind") == "figure")
        & (pl.col("low") == 1)
        & pl.col("left").str.contains(",$")
        & pl.col("right").str.contains("^oD?[^VM]{0,3}(?:$|[^VM])")
    )


def _is_a_relative_of_one() -> pl.Expr:
    """`The father of one of the captives said`; `Aisha Zanna, one of the abducted girls, said`: she was counted."""
    return (
        (pl.col("rule") == "n_of_the_dead")
        & pl.col("kind").is_in(["figure", "one"])
        & (pl.col("low") == 1)
        & pl.col("left").str.contains("(?:v[o]|C,)$")
    )


def _is_told_twice() -> pl.Expr:
    """`Police killed the gunman, Omar Mateen, 29, a clerk born in Kabul.`: the clerk is the gunman."""
    return (
        (pl.col("rule") == "killed_n_and_n")
        & pl.col("kind").is_in(["one", "named"])
        & pl.col("left").str.contains("[PGL]D[wCx]{0,3}v,(?:C{1,3},(?:[xN]v?,)?)?D?$")
        & ~pl.col("right").str.contains("^[^;:PIAG]{0,12}&")
    )


def _are_lives_lived() -> pl.Expr:
    """`They pieced together the lives of the singer and her husband.`"""
    return (
        pl.col("rule").is_in(["killing_of_n_and_n", "killing_of_x"])
        & pl.col("trigger_text").str.contains("(?i)^lives$")
        & ~pl.col("ahead").str.contains(lean(_TOOK))
    )


def _is_no_crime() -> pl.Expr:
    """`The two lands fell victim to a tyrant's whims.`"""
    return (
        pl.col("trigger_text").str.contains("(?i)^fell victims?$")
        & pl.col("behind").str.starts_with(" to ")
        & ~pl.col("behind").str.contains(lean(_MISHAP))
    )


def _is_led_on() -> pl.Expr:
    """`A heckler was led away` by nobody in particular: not abducted."""
    return pl.col("trigger_text").str.contains("(?i)^led away$") & ~pl.col("behind").str.contains(lean(_BY_FORCE))
