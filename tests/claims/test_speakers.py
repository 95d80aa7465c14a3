"""Who is meant by a pronoun, a title, a short name or a label."""

import pytest

from probative.claims.attributor import rules_of
from probative.claims.parse import parse
from probative.model.claims import Attribution, SourceKind
from probative.model.readings import Genre
from tests.claims.material import chain, claims_of, holding


def said(text: str, content: str) -> Attribution:
    """Give the innermost attribution whose content holds ``content``."""
    held = [
        each
        for each in rules_of("en").attribute(text)
        if any(content in text[start:end] for start, end in each.content)
    ]
    return min(held, key=lambda each: sum(end - start for start, end in each.content))


@pytest.mark.parametrize(
    ("text", "content", "speaker"),
    [
        # an apposition is nobody else
        ("Ifeoma Dike, an editor, left the city. She said the phone was tapped.", "tapped", "Ifeoma Dike"),
        # who is spoken of inside a quotation is not who speaks
        ("Tomas Brek was held. “I was beaten by two guards,” he said.", "beaten", "Tomas Brek"),
        # what earlier pronouns showed
        ("Osei Marn said it rained. He said it was cold. Osei Marn met Zumra Halit. She said it hurt.", "it hurt", "Zumra Halit"),  # noqa: E501
        # documents are no "he"
        ("Preston Weil read the indictment. He said the charge was false.", "charge was false", "Preston Weil"),
        # a description is taken up by its head
        ("A panel of three judges said it was late. The panel said it was cold.", "cold", "panel of three judges"),
        ("The conductor of the third carriage said it was full. The conductor said it burned.", "burned", "conductor of the third carriage"),  # noqa: E501
        # an owned description is somebody else than the owner
        ("“My boss said the bread was late,” said Tomas Brek.", "late", "Tomas Brek's boss"),
        # their leader is one
        ("The guards left. Their leader, Priya Dunmore, said it was over.", "over", "Priya Dunmore"),
        # two are both
        ("Two nurses said they fled. Both said the ward burned.", "burned", "Two nurses"),
        # two that act together are they, also over what describes them
        ("Officials said it was late. A woman clerk of the depot and a high ranking guard with the Tarm brigade reached Orvel, where they said it burned.", "burned", "woman clerk and high ranking guard"),  # noqa: E501
        ("A deserter of the guard and a nurse who fled said in Orvel that it was late. They said the mill burned.", "burned", "deserter and nurse"),  # noqa: E501
        ("Anna Weil and Tomas Brek reached Orvel. They said the mill burned.", "burned", "Anna Weil and Tomas Brek"),
        # both are the last pair named, some sentences before, and stay the subject after "but"
        ("The two drivers left, said Anna Weil. It rained. The mill was shut. A guard slept. Both sought shelter at the mill, but said it burned.", "it burned", "two drivers"),  # noqa: E501
        # whom the speaker speaks of does not make him unclear, nor does a place
        ("The two clerks left. Both sought shelter, said Tomas Brek, who was held in Velmar. He added that it burned.", "it burned", "Tomas Brek"),  # noqa: E501
    ],
)  # fmt: skip
def test_a_speaker_is_who_the_text_means(text: str, content: str, speaker: str) -> None:
    assert said(text, content).speaker == speaker


@pytest.mark.parametrize(
    "text",
    [
        "Q. Where were you?\n\nA. I was at the mill. He told me the road was closed.\n\nQ. And then?\n\nA. I left.",
        "THE WITNESS: I was at the mill. He told me the road was closed.\n\nMR. ORD: Thank you.\n\nTHE WITNESS: I left.",  # noqa: E501
    ],
)
def test_in_a_turn_he_is_not_who_has_the_turn(text: str) -> None:
    assert said(text, "the road was closed").speaker not in ("A", "Witness")


def test_two_pairs_leave_open_who_both_are() -> None:
    text = "Two nurses met two drivers. Both said the ward burned."
    assert said(text, "burned").speaker == "Both"


@pytest.mark.parametrize("injured", ["Both injured men were silent.", "Both wounded clerks left."])
def test_both_before_a_participle_and_a_plural_act_in_another_verb(injured: str) -> None:
    whole = parse(injured)
    assert next(whole.words(verb.start, verb.end) for verb in whole.chunks(0).verbs) in ("were", "left")


def test_you_in_a_turn_is_whoever_has_the_next_one() -> None:
    text = (
        "MR. ORD: You told the police that the gate was open.\n\nMS. WEIL: I did.\n\n"
        "JUDGE HALE: Thank you.\n\nMS. WEIL: I said that the mill burned."
    )
    assert said(text, "the gate was open").speaker == said(text, "the mill burned").speaker


def test_the_letter_and_the_label_of_a_witness_are_one_speaker() -> None:
    text = (
        "THE WITNESS: I drove the van.\n\nQ. Did anybody warn you?\n\nA. Yes, a woman did.\n\n"
        "MR. ORD: I object.\n\nA. I told her so."
    )
    assert {said(text, words).speaker for words in ("I drove", "a woman did")} == {"Witness"}
    assert said(text, "a woman did").kind is SourceKind.NAMED


def test_i_outside_every_quotation_can_be_found_by_the_text_it_wrote() -> None:
    each = said("I believe that the mill burned. We think so too.", "the mill burned")
    assert (each.speaker, each.kind) == ("I", SourceKind.NAMED)


def test_the_i_of_a_publication_is_no_name_that_another_text_could_share() -> None:
    claim = holding(claims_of("I believe that the mill burned."), "the mill burned")
    assert claim.chain[0].kind is SourceKind.DESCRIBED


def test_the_i_of_a_statement_is_the_witness() -> None:
    claim = holding(
        claims_of("I believe that the mill burned.", genre=Genre.TESTIMONY, author="Petra Lund"), "the mill burned"
    )
    assert chain(claim) == [("Petra Lund", "origin")]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("The governor", SourceKind.NAMED),
        ("The palace", SourceKind.NAMED),
        ("The captain", SourceKind.DESCRIBED),
        ("The commander of the Frontier Guard", SourceKind.NAMED),
        ("Its spokesman", SourceKind.DESCRIBED),
    ],
)
def test_an_office_of_which_there_is_one_can_be_found_and_a_rank_cannot(source: str, kind: SourceKind) -> None:
    assert said(f"{source} said that the road was closed.", "road").kind is kind


def test_anonymous_descriptions_stay_apart() -> None:
    text = "An officer said the road was closed. Another officer said the bridge was open. The officer said it rained."
    names = [said(text, words).speaker for words in ("road", "bridge", "rained")]
    assert names[2] not in (names[0], names[1]) or names[0] != names[1]
