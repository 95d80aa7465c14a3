"""Consent: what is not allowed by everybody concerned is not allowed; nothing is allowed by silence."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from probative.base.identifiers import ExhibitId
from probative.model.consents import Consent, ConsentId, Given, Purpose, Recipient, Refusal, Use, permission

DAY = date(2031, 5, 20)
days = st.integers(-40, 40).map(lambda n: DAY + timedelta(days=n))
exhibits = st.sampled_from(["E-0001", "E-0002", "E-0003"]).map(ExhibitId)
recipients = st.sampled_from([*(each.value for each in Recipient), "Court of Keld", "The Fern"])
uses = st.builds(
    Use,
    purpose=st.sampled_from(Purpose),
    recipient=st.sampled_from(["Court of Keld", "court  of keld", "The Fern", "Somebody"]),
    day=days,
    kinds=st.lists(st.sampled_from(Recipient), max_size=2, unique=True).map(tuple),
)


@st.composite
def consents(draw: st.DrawFn) -> Consent:
    given_on = draw(days)
    lasts = draw(st.none() | st.integers(0, 60))
    return Consent(
        id=ConsentId(f"K-{draw(st.integers(1, 9999)):04d}"),
        exhibits=tuple(draw(st.lists(exhibits, min_size=1, max_size=3, unique=True).map(sorted))),
        purposes=tuple(draw(st.lists(st.sampled_from(Purpose), min_size=1, max_size=4, unique=True))),
        recipients=tuple(draw(st.lists(recipients, min_size=1, max_size=4, unique=True))),
        given_on=given_on,
        manner=draw(st.sampled_from(Given)),
        by="Tester",
        person=draw(st.none() | st.sampled_from(["Amber Acorn", "Quiet Otter"])),
        expires=None if lasts is None else given_on + timedelta(days=lasts),
        withdrawn_on=draw(st.none() | days),
    )


many = st.lists(consents(), max_size=6)


@given(many, uses)
def test_what_nobody_consented_to_is_not_allowed(given_consents: list[Consent], use: Use) -> None:
    answer = permission(given_consents, [ExhibitId("E-0099")], use)
    assert not answer
    assert [each.refusal for each in answer.reasons] == [Refusal.ABSENT]


@given(many, exhibits, uses)
def test_an_answer_is_allowed_exactly_where_everybody_concerned_has_a_consent_that_holds(
    given_consents: list[Consent], exhibit: ExhibitId, use: Use
) -> None:
    answer = permission(given_consents, [exhibit], use)
    people = {each.person for each in answer.reasons}
    willing = {each.person for each in answer.reasons if each.refusal is None}
    lost = [each for each in answer.reasons if each.person is None and each.refusal is Refusal.WITHDRAWN]
    assert bool(answer) == (people == willing and not lost)
    about = sorted(each.id for each in given_consents if exhibit in each.exhibits)
    assert sorted(each.consent or "" for each in answer.reasons) == (about or [""])


@given(many, exhibits, uses, st.data())
def test_withdrawing_never_allows_more(
    given_consents: list[Consent], exhibit: ExhibitId, use: Use, data: st.DataObject
) -> None:
    if not given_consents:
        return
    at = data.draw(st.integers(0, len(given_consents) - 1))
    less = [*given_consents]
    less[at] = replace(less[at], withdrawn_on=min(less[at].withdrawn_on or date.max, data.draw(days)))
    assert bool(permission(less, [exhibit], use)) <= bool(permission(given_consents, [exhibit], use))


@given(many, consents(), exhibits, uses)
def test_a_further_consent_of_who_consented_never_allows_less(
    given_consents: list[Consent], more: Consent, exhibit: ExhibitId, use: Use
) -> None:
    known = {each.person for each in given_consents if exhibit in each.exhibits}
    if more.person in known:
        assert bool(permission([*given_consents, more], [exhibit], use)) >= bool(
            permission(given_consents, [exhibit], use)
        )


@given(many, consents(), exhibits, uses, st.data())
def test_one_who_withdrew_is_not_outvoted(
    given_consents: list[Consent], gone: Consent, exhibit: ExhibitId, use: Use, data: st.DataObject
) -> None:
    person = data.draw(st.sampled_from(["Slate Furrow", None]))
    gone = replace(gone, exhibits=(exhibit,), person=person, withdrawn_on=use.day)
    answer = permission([*given_consents, gone], [exhibit], use)
    assert not answer
    assert Refusal.WITHDRAWN in {each.refusal for each in answer.reasons}


@given(consents(), uses)
def test_a_consent_holds_only_from_its_first_day_to_its_last(consent: Consent, use: Use) -> None:
    if permission([consent], consent.exhibits, use):
        assert consent.given_on <= use.day
        assert consent.expires is None or use.day <= consent.expires
        assert consent.withdrawn_on is None or use.day < consent.withdrawn_on
        assert use.purpose in consent.purposes


@given(many, exhibits, uses, st.randoms())
def test_the_order_in_which_consents_were_given_changes_no_answer(
    given_consents: list[Consent], exhibit: ExhibitId, use: Use, random: object
) -> None:
    shuffled = [*given_consents]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = permission(given_consents, [exhibit], use), permission(shuffled, [exhibit], use)
    assert bool(one) == bool(other)
    assert set(one.reasons) == set(other.reasons)
