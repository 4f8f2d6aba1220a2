"""Framing terms and the voice that uses them."""

from reading import codebook, read

from pipelines.extract.frames import frame_mentions


def voices_of(body):
    return set(read(frame_mentions, body).select("frame_id", "voice").rows())


def test_a_term_in_the_outlets_own_words():
    assert ("special-military-operation", "own") in voices_of("The special military operation entered its third month.")


def test_a_term_in_quotation_marks_is_quoted():
    assert ("special-military-operation", "quoted") in voices_of(
        "Moscow calls the war a “special military operation” and denies striking towns."
    )


def test_a_term_in_reported_speech_is_attributed():
    assert ("occupiers", "attributed") in voices_of("The governor said the occupiers had shelled the village.")


def test_every_frame_has_a_term_and_every_term_a_frame():
    frames = set(codebook().table("frames")["frame_id"])
    assert frames == set(codebook().table("frame_terms")["frame_id"])
    assert len(frames) >= 80
