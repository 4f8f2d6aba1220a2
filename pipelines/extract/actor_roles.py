"""What actors do in a text: attack, are attacked, speak, mediate, supply, or are only mentioned.

What belongs here: the role of a mention by the words beside it, and the table of actors. What does not: finding
mentions (actors.py) and speakers (statements.py).
"""

from __future__ import annotations

import polars as pl

from pipelines.extract.batch import Batch
from pipelines.extract.matching import lean
from pipelines.extract.name_runs import SETTING
from pipelines.extract.offices import slug
from pipelines.extract.people import PERSON_NOUN
from pipelines.schemas import ACTOR_MENTION

_BE = r"(?:was|were|is|are|been|being|be|got)"
_AUXILIARY = r"(?:(?:has|have|had|also|again|later|then|reportedly|allegedly|repeatedly|deliberately|first) ){0,3}"
_ASIDE = (
    r"(?: \([^)]{2,25}\))?(?:, [^,]{3,70},| (?:on|in|riding|wearing|carrying|armed with|from|aboard|dressed|disguised|"
    r"with|linked to|loyal to|allied with"
    r"|affiliated with|belonging to|(?:believed|thought|suspected|said) to be) [^,.;]{2,45}?)?"
)

SUPPLY = (
    r"(?:suppl(?:y|ies|ied|ying)|deliver(?:s|ed|ing)?|donat(?:e|es|ed|ing)|pledg(?:e|es|ed|ing)|provid(?:e|es|ed|ing)"
    r"|send(?:s|ing)?|sent|gave|give|giving|hand(?:s|ed|ing)? over|promis(?:e|es|ed|ing)|ship(?:s|ped|ping))"
)
MEDIATE = r"(?:mediat(?:e|es|ed|ing)|broker(?:s|ed|ing)?|host(?:s|ed|ing)? (?:\w+ ){0,2}(?:talks|negotiations))"
MATERIAL = (
    r"(?:weapons?|arms|ammunition|tanks?|missiles?|drones?|jets?|shells?|artillery|systems?|launchers?|vehicles?|"
    r"generators?|transformers?|aid|support|equipment|howitzers?|batter(?:y|ies)|interceptors?|food|medicine|supplies)"
)
_MORE_ACTS = (
    "opened fire|fell upon|waging|waged|stormed|overran|raided|broken into|torched|looted|planted|detonated|blew up|"
    "carried out|set fire to|set off|gunned down|hurled|threw|lobbed|rammed|stabbed|massacred|abducted|kidnapped|"
    "seized|captured|"
    "robbed|intercepted|broke into|forced|extorted|assaulted|harassed|arrested|detained|threatened|beat|tortured|raped|"
    "ambushed|rampaged|infiltrated|took hostage|held hostage|dropped|hijacked|besieged|burned|burnt|open fire|fired|"
    "fires|firing|launched|launches|stole|stolen|surrounded|pursued|repelled|repulsed|foiled|chased|"
    "blew (?:him|her|them)sel(?:f|ves) up|ran (?:inside|into)|"
    r"conducted (?:[\w,]+ ){0,3}(?:air)?(?:strikes|raids|attacks)"
)
_HARM = "killed|kill|killing|wounded|wounding|injured|injuring|murdered|beheaded|executed|slaughtered|lynched|hacked|shot dead|gunned down"  # noqa: E501
PLANES_ACT = r"(?:used|bomb|hit|str|drop|attack|fir|carried|target|pound|launch|raid)\w*"
"""Behind `planes`, which by themselves are no attack."""
ATTACK_NOUN = (
    r"(?:missiles?|drones?|rockets?|shells?|shelling|artillery|mortars?|bomb(?:s|ing|ings|ardments?)?|"
    r"(?:air[ -]?)?strikes?|attacks?|raids?|fire|gunfire|warplanes?|jets?|helicopters?|gunships?|bombers?|howitzers?|"
    rf"(?:planes|aircraft) (?:had |have |has )?{PLANES_ACT}|tanks?|warships?|"
    r"assaults?|offensives?|invasion|aggression|occupation|incursions?|barrages?|blockade)"
)


_SAYS = (
    r"(?i)^(?:,[^,;.]{2,90},| \([^)]{2,30}\))? (?:(?:has|have|had|also|both|later|then|since|earlier|so far|itself|"
    r"yesterday|today|repeatedly|"
    r"\w+ly|on \w+day|in a statement)[ ,]+){0,3}(?:said|says|say|told|tells|added|adds|wrote|writes|posted|explained|"
    r"stated|announced|claimed|claims|warned|warns|insisted|argued|noted|confirmed|confirms|denied|denies|deny|accused|"
    r"accuses|"
    r"blamed|blames|reported|reports|believes|estimates|estimated|acknowledged|acknowledges|admitted|admits|condemned|"
    r"condemns|tweeted|declared|declares|testified|replied|counted|counts|tallied|documented|calculates|calculated|"
    r"listed|"
    r"rejected|rejects|alleged|alleges|asserted|asserts|maintained|maintains|boasted|boasts|disputed|disputes|"
    r"declined to|"
    r"recorded|verified|(?:puts?|gave|gives) (?:the|a|its|their|his|her|nine|\d)|called (?:it|the|that|this|for|on)|"
    r"claimed responsibility|demand(?:s|ed)|urge[sd]|appealed|promised|(?:took|claimed) credit|"
    r"attributed (?:the|this|both|it|all)|clarified|"
    r"(?:could not|was able to|was unable to) (?:independently |"
    r"immediately )?(?:verify|confirm)|spoke of|made it official|faulted|vowed|pledged)\b"
)
"""Behind a mention: it says something."""
_AND_NAME = r"^ and (?:the )?(?:\p{Lu}\p{Ll}[\w’'-]* ){0,3}\p{Lu}\p{Ll}[\w’'-]*"
"""Behind a mention, another that does the same: `X and the Pakistani Taliban both said`."""
_CLAIMS = (
    r" (?:has |had |have |also |later |quickly )*(?:claimed (?:\w+ )?responsibility|claimed the \w+|"
    r"took responsibility|(?:took|claimed) credit)"
)
"""Behind who claims an attack."""
_SAID_BEFORE = (
    r"(?i)(?:[,”\"’'?!—] ?(?:said|says|added|adds|recalled|explained|reported|wrote|warned)|\b(?:according to|citing|"
    r"cited by|quoted by|"
    r"reported by|as told to|statement (?:read|issued|released|signed)(?: out)? by|"
    r"(?:in|by) the (?:words|reckoning|count|account) of))[ ,]+(?:an? |the |its |their |"
    r"\w+’s )?$"
)
_SOURCE_OF = (
    r"(?i)\b(?:(?:study|report|tally|count|investigation|survey|statement|figures|data|estimates?) (?:by|from|of)|"
    r"(?:source|sources|official|officials|spokes\w+|member|statement|nurse|doctor|doctors) (?:at|for|from|in|"
    r"with)) (?:the )?$"
)
"""Before a mention: what follows is its word."""
_IS_TOLD = r"(?i)^ (?:was|were|is|are|has been|have been|had been) (?:\w+ )?(?:told|accused|blamed|reported|said|believed|estimated)\b"  # noqa: E501


def actor_table(batch: Batch) -> pl.DataFrame:
    """One row per article text, actor and role, in the columns of schemas.ACTOR_MENTION.

    A role noun without name or country is an actor only where it acts, suffers or speaks, crowds (`residents`,
    `officials`) never; see the column listed_when of the codebook's actor_patterns. An actor has the role `mentioned`
    only where it has no other.
    """
    sentences = batch.sentences.select(
        "sentence_id", "version_id", "article_id", "sentence_no", "in_headline", offset="char_start", sentence="text"
    )
    mentions = _with_role(
        pl.concat(
            [batch.actors.filter(pl.col("listed_when") != "never"), _speaking_phrases(batch)], how="diagonal"
        ).join(sentences, on="sentence_id", how="left", maintain_order="left"),
        batch,
    )
    claimed = mentions.filter(pl.col("is_claimed") & (pl.col("role") == "speaker")).with_columns(
        role=pl.lit("attacker")
    )
    mentions = pl.concat([mentions, claimed]).filter(
        ((pl.col("listed_when") == "always") & ~pl.col("is_signature"))
        | ((pl.col("listed_when") == "acts") & (pl.col("role") != "mentioned"))
    )
    # The longest mention that holds the name: `President Omar Sabri`, not `the president`.
    holds_name = pl.col("actor_text").str.contains(
        pl.col("actor_name").str.extract(lean(r"(\w+)\W*$"), 1), literal=True
    )
    texts = (
        mentions.lazy()
        .select(
            "version_id",
            "actor_id",
            "actor_text",
            "sentence_id",
            holds_name=holds_name,
            n=pl.col("actor_text").str.len_chars(),
        )
        .sort("holds_name", "n", "sentence_id", descending=[True, True, False], maintain_order=True)
        .unique(["version_id", "actor_id"], keep="first", maintain_order=True)
        .select("version_id", "actor_id", "actor_text")
    )
    acting = (
        mentions.lazy()
        .filter(pl.col("role") != "mentioned")
        .select("version_id", "actor_id", acts=pl.lit(True))
        .unique()
    )
    rows = (
        mentions.lazy()
        .sort("version_id", "sentence_no", "start", "end")
        .drop("actor_text")
        .join(texts, on=["version_id", "actor_id"], how="left", maintain_order="left")
        .join(acting, on=["version_id", "actor_id"], how="left", maintain_order="left")
        .filter((pl.col("role") != "mentioned") | pl.col("acts").is_null())
        .group_by("version_id", "article_id", "actor_id", "role", maintain_order=True)
        .agg(
            pl.col("actor_name", "actor_type", "country_code", "actor_text", "in_headline").first(),
            n_mentions=pl.len(),
            char_start=(pl.col("offset") + pl.col("start")).first(),
            char_end=(pl.col("offset") + pl.col("end")).first(),
        )
    )
    return ACTOR_MENTION.conform(batch.prove(rows))


def _speaking_phrases(batch: Batch) -> pl.DataFrame:
    """Speakers that no mention stands for, where their phrase is a name: `Halvorsen told the court`.

    Other phrases (`a second clip`, `both sides`) speak in statements and are no actors.
    """
    setting = "|".join(sorted(SETTING))
    name = (
        pl.col("speaker_text")
        .str.replace(lean(",.*$"), "")
        .str.replace(lean("^(?:[Tt]he|[Aa]n?) "), "")
        .str.replace(lean("['’]s?$"), "")
    )
    taken = batch.actors.select(speaker_sentence="sentence_id", taken_start="start", taken_end="end")
    phrases = (
        batch.attributions.filter(pl.col("speaker_text").is_not_null())
        .unique(["speaker_sentence", "speaker_start"], keep="first", maintain_order=True)
        .with_columns(name=name)
        .filter(
            pl.col("name").str.contains(
                lean(r"^\p{Lu}[\p{L}'’.-]+(?: (?:(?:al|el|bin|de|van|von|del|la)[ -])?\p{Lu}[\p{L}'’.-]+){0,4}$")
            )
            & ~pl.col("name").str.contains(
                lean(rf"^(?i:{setting}|may|whatsapp|facebook|twitter|telegram|skype|zoom)\b")
            )
            & (pl.col("name").str.contains(lean(r"\p{Ll}")) | (pl.col("name").str.len_chars() <= 6))
            & (pl.col("name").str.contains(lean(" ")) | (pl.col("speaker_start") > 0))
            & (pl.col("name").str.len_chars() >= 3)
        )
        .with_row_index("phrase")
    )
    overlapping = (
        phrases.select("phrase", "speaker_sentence", "speaker_start", "speaker_end")
        .join(taken, on="speaker_sentence", how="inner")
        .filter((pl.col("taken_start") < pl.col("speaker_end")) & (pl.col("taken_end") > pl.col("speaker_start")))
        .select("phrase")
        .unique()
    )
    # Headlines give every word a capital, and the text says the name again.
    headlines = batch.sentences.filter("in_headline").select(speaker_sentence="sentence_id")
    phrases = phrases.join(headlines, on="speaker_sentence", how="anti", maintain_order="left")
    return phrases.join(overlapping, on="phrase", how="anti", maintain_order="left").select(
        sentence_id="speaker_sentence",
        start="speaker_start",
        end="speaker_end",
        actor_text="speaker_text",
        actor_id=slug(pl.col("name")),
        actor_name="name",
        actor_type=pl.lit("other"),
        country_code=pl.lit(None, pl.String),
        side=pl.lit(None, pl.String),
        is_generic=pl.lit(False),
        listed_when=pl.lit("always"),
        is_phrase=pl.lit(True),
    )


def _with_role(mentions: pl.DataFrame, batch: Batch) -> pl.DataFrame:
    """Adds role, by the words beside the mention."""
    acts = f"{_verbs(batch)}|{_MORE_ACTS}"
    spans = batch.attributions.select(
        "speaker_start", "speaker_end", sentence_id="speaker_sentence", speaker_id="speaker_actor_id"
    ).unique(maintain_order=True)
    speaking = (
        mentions.with_row_index("mention")
        .join(spans, on="sentence_id", how="inner")
        .filter(
            ((pl.col("speaker_id") == pl.col("actor_id")) | pl.col("is_phrase").fill_null(False))
            & (pl.col("speaker_start") < pl.col("end"))
            & (pl.col("speaker_end") > pl.col("start"))
        )
        .select("mention", is_speaker=pl.lit(True))
        .unique()
    )
    before, behind = pl.col("before"), pl.col("behind")
    article = r"(?:the |a |an |its |two |three |several |\d+ )?"
    # `Gunmen killed five`, but `soldiers killed in the blast`.
    harms = behind.str.contains(lean(rf"(?i)^{_ASIDE} {_AUXILIARY}(?:{_HARM})\b")) & ~behind.str.contains(
        lean(
            rf"(?i)^ {_AUXILIARY}(?:{_HARM}) (?:in|by|on|at|when|during|after|while|and|since|last|this|or|near|from|"
            rf"as)\b"
        )
    )
    # `firing at the house of Omar Sabri in Torva and killing a guard`
    harms = harms & ~behind.str.contains(
        lean(r"(?i)^ (?:in|on|at|from|with) [^,.;]{2,45} and (?:killing|wounding|injuring)\b")
    )
    # `rammed a truck into the consulate killing two`
    is_scene = behind.str.contains(lean(r"(?i)^ (?:killing|wounding|injuring)\b")) & before.str.contains(
        lean(r"(?i)\b(?:into|on|at|near|in|inside|outside|against|hit|struck|attacked) (?:the |a |an )?(?:[\w-]+ )?$")
    )
    harms = harms & ~is_scene
    is_struck = before.str.contains(
        lean(
            rf"(?i)\b(?:{acts}|{_HARM}|attack(?:s|ing)? on|strikes? on|assault on|raid on|against|targeting|killing|"
            rf"ambush of"
            rf"|fire at|clash(?:ed|es)? with|fight(?:ing)? (?:with|against)|fought) {article}(?:\w+ )?$"
        )
    )
    is_maker = behind.str.contains(lean(r"(?i)^-(?:made|supplied|donated|provided|built|designed|manufactured)\b"))
    is_attacker = (
        harms
        | behind.str.contains(lean(rf"(?i)^{_ASIDE} {_AUXILIARY}(?:{acts})\b"))
        | (
            behind.str.contains(lean(rf"(?i)^(?:['’]s?)?[ -](?:\p{{L}}[\w-]*[ -]){{0,2}}{ATTACK_NOUN}\b"))
            & ~is_struck
            & ~is_maker
        )
        | behind.str.contains(
            lean(r"(?i)^(?: \([^)]{2,20}\))?(?: \w+)? (?:was|were|is|are|has been|have been) (?:blamed|suspected)\b")
        )
        | behind.str.contains(lean(r"(?i)^ (?:claimed|took|admitted) (?:\w+ )?responsibility"))
        | before.str.contains(
            lean(
                rf"(?i)\b(?:attacks?|strikes?|killed|carried out|fired|launched|raids?|bombing|shelling|shot|shot dead"
                rf"|abducted|kidnapped|attacked|bombed|hit|shelled|ambushed|{acts}) by {article}(?:suspected )?$"
            )
        )
        | before.str.contains(
            lean(r"(?i)\b(?:blamed|accused|blame|blames|accusing|blaming) (?:on )?(?:the |suspected )?$")
        )
        | before.str.contains(
            lean(r"(?i)\b(?:blamed on|attribut\w+ (?:(?:the|this|both) [\w-]+ )?to|claimed by) (?:the |suspected )?$")
        )
        | before.str.contains(
            lean(
                r"(?i)\b(?:clash\w*|fighting|battles?|gunfire|gun ?fight|firefight|skirmish\w*|"
                r"exchange of fire) between (?:[\w’'-]+ ){0,5}$"
            )
        )
        | behind.str.contains(lean(r"(?i)^ (?:clashed|fought|exchanged fire|battled)\b"))
    )
    is_target = (
        behind.str.contains(
            lean(
                rf"(?i)^ (?:(?:had |have |has )?(?:died|been (?:{_HARM}))|(?:{_BE}) (?:\w+ ){{0,2}}(?:{_HARM}|wounded|"
                rf"hurt)|killed (?:in|by|on|at|when|during))\b"
            )
        )
        | behind.str.contains(lean(rf"(?i)^ {_AUXILIARY}{_BE} (?:\w+ ){{0,2}}(?:{acts})\b"))
        | is_struck
    ) & ~before.str.contains(lean(r"(?i)\b(?:by|from) (?:the )?$"))
    supplies = behind.str.contains(
        lean(
            rf"(?i)^{_ASIDE} (?:(?:has|have|had|will|would|also|already|"
            rf"jointly) ){{0,3}}{SUPPLY}\b[^.;]{{0,80}}\b{MATERIAL}\b"
        )
    )
    is_governed = before.str.contains(
        lean(r"(?i)\b(?:of|from|in|between|by|with|to|for|at|against|than|like|said|told) (?:the )?$")
    )
    says = (
        pl.when(is_governed).then(behind).otherwise(behind.str.replace(lean(_AND_NAME), "")).str.contains(lean(_SAYS))
        # `An army spokesman, Col. Idris Bakhit, said`: the comma closes the name.
        | (
            pl.col("actor_text").str.contains(", ", literal=True)
            & behind.str.contains(lean(r"(?i)^, (?:said|says|told|added)\b"))
        )
        # `claimed it through its spokesperson, Omar Sabri`
        | (
            pl.col("actor_text").str.contains(lean(r"(?i)^spokes"))
            & before.str.contains(lean(r"(?i)\bthrough (?:its|their|his|a) $"))
        )
        | before.str.contains(lean(_SAID_BEFORE))
        | before.str.contains(lean(_SOURCE_OF))
    ) & ~behind.str.contains(lean(_IS_TOLD))
    is_body = ~pl.col("actor_type").is_in(["person", "official"])
    # `the head of the council, Fazl Ehsan, said`: he does, not the council.
    is_headed = (
        is_body
        & before.str.contains(
            lean(rf"(?i)\b{PERSON_NOUN} (?:of|for|at|in|from|with) (?:(?:the|its|their|his) )?(?:[\w-]+ ){{0,2}}$")
        )
        & behind.str.contains(lean(r"^, (?:\p{Lu}[\p{L}.-]+ ){1,5}?\p{Lu}[\p{L}’'-]+(?:,|\.|$)"))
    )
    is_named_head = ~is_body & before.str.contains(lean(rf"(?i)\b{PERSON_NOUN}\b[^,;.]{{0,45}}, $"))
    says = (says & ~is_headed) | (
        is_named_head
        & behind.str.contains(lean(r"(?i)^, (?:also )?(?:said|says|told|added|counted|reported|confirmed)\b"))
    )
    return (
        mentions.lazy()
        .with_row_index("mention")
        .join(speaking.lazy(), on="mention", how="left", maintain_order="left")
        .with_columns(
            before=pl.col("sentence").str.slice(
                (pl.col("start") - 60).clip(lower_bound=0), pl.min_horizontal("start", 60)
            ),
            behind=pl.col("sentence").str.slice(pl.col("end"), 120),
        )
        .with_columns(
            role=pl.when(supplies)
            .then(pl.lit("supplier"))
            .when((pl.col("is_speaker") & ~is_headed) | says)
            .then(pl.lit("speaker"))
            .when(is_attacker)
            .then(pl.lit("attacker"))
            .when(is_target)
            .then(pl.lit("target"))
            .when(
                behind.str.contains(lean(rf"(?i)^{_ASIDE} (?:[\w’']+ ){{0,4}}{SUPPLY}\b[^.;]{{0,80}}\b{MATERIAL}\b"))
                | is_maker
            )
            .then(pl.lit("supplier"))
            .when(
                behind.str.contains(lean(rf"(?i)^{_ASIDE} (?:[\w’']+ ){{0,3}}{MEDIATE}\b"))
                | before.str.contains(lean(r"(?i)\b(?:mediated|brokered|mediation|hosted) by (?:the )?$"))
                | behind.str.contains(lean(r"(?i)^(?:['’]s)?[ -](?:chief )?(?:mediat\w+|broker\w+)"))
            )
            .then(pl.lit("mediator"))
            .otherwise(pl.lit("mentioned")),
            # Who claims an attack says so, and has done it.
            is_claimed=behind.str.contains(lean(rf"(?i)^(?: \([^)]{{2,20}}\))?{_CLAIMS}\b")),
        )
        # An agency outside running text signs it or a picture: `Photo: AFP`, `REUTERS/A. Haddad`.
        .with_columns(
            is_signature=(pl.col("actor_type") == "media")
            & (pl.col("role") == "mentioned")
            & ~pl.col("before").str.contains(lean(r"[\p{Ll}’'”\"],? $|\b(?:The|A) $"))
            & pl.col("before").str.contains(lean(r"\p{Ll}|^$"))
        )
        .drop("mention", "is_speaker", "before", "behind")
        .collect(engine="in-memory")
    )


def _verbs(batch: Batch) -> str:
    """Verbs of violence as alternatives of a pattern."""
    verbs = batch.codebook.table("violence_terms").filter(pl.col("kind") == "act")["term"].sort()
    return "|".join(verbs.to_list())
