"""`probative consent`: what somebody allowed us to do with what they gave."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from probative.cli.invocation import (
    Day,
    case_argument,
    given,
    json_option,
    key_option,
    opened_to_read,
    print_shape,
    say,
)

if TYPE_CHECKING:
    from probative.flow.case import Case
    from probative.flow.consents import Scope
    from probative.flow.shapes import Shape
    from probative.model.consents import Consent, Use

PURPOSES = (
    "research", "advocacy", "publication", "national-court", "universal-jurisdiction", "international-court", "inquiry",
    "asylum",
)  # fmt: skip
KINDS = (
    "ourselves", "partner", "mechanism", "commission", "international-court", "foreign-court", "national-authority",
    "media", "public",
)  # fmt: skip
MANNERS = ("written", "oral", "recorded", "guardian")


@click.command(
    "consent",
    epilog="Examples:\n\n\b\n"
    "  probative consent ./case give E-0001 --person W-07 --purpose international-court --purpose research \\\n"
    "      --recipient 'Court of Keld' --recipient mechanism --until 2034-12-31 --how written\n"
    "  probative consent ./case change K-0001 --purpose research --recipient ourselves --why 'asked so on the phone'\n"
    "  probative consent ./case withdraw W-07 --why 'no reason given'\n"
    "  probative consent ./case ask E-0001 --purpose publication --recipient 'The Fern' --kind media\n"
    "  probative consent ./case list",
)
@case_argument
@click.argument("act", type=click.Choice(("give", "change", "withdraw", "ask", "list")))
@click.argument("about", metavar="[E-...|K-...|PERSON]...", nargs=-1)
@click.option(
    "--person",
    metavar="WHO",
    help="Who consents, by what does not identify them: a pseudonym, an N- number, a code. For give.",
)
@click.option("--purpose", "purposes", multiple=True, type=click.Choice(PURPOSES), help="What for; repeatable.")
@click.option(
    "--recipient",
    "recipients",
    multiple=True,
    metavar="WHO",
    help=f"To whom, by name or kind ({', '.join(KINDS)}); repeatable. For ask: by name, once.",
)
@click.option("--kind", "kinds", multiple=True, type=click.Choice(KINDS), help="What kind of recipient. For ask.")
@click.option("--until", "expires", type=Day(), help="The last day on which it holds. Default: for good.")
@click.option("--on", "day", type=Day(), help="The day of giving, withdrawing or asking. Default: today.")
@click.option("--how", "manner", type=click.Choice(MANNERS), help="How it was given. For give.")
@click.option("--why", default="", help="The reason of a change or withdrawal, or a note. It is kept for ever.")
@json_option
@key_option
@click.pass_context
def command(
    ctx: click.Context,
    *,
    case: Path,
    act: str,
    about: tuple[str, ...],
    person: str | None,
    purposes: tuple[str, ...],
    recipients: tuple[str, ...],
    kinds: tuple[str, ...],
    expires: date | None,
    day: date | None,
    manner: str | None,
    why: str,
    as_json: bool,
    key_file: Path | None,
) -> None:
    """Give, change or withdraw consents, ask whether they allow a use, or list them.

    A consent is per exhibit, purpose and recipient, and may end. Where nobody consented, nothing is allowed; where
    several people did, all must allow it. Exit status of ask: 0 where it is allowed, 1 where it is not.
    """
    from probative.flow.case import opened
    from probative.flow.consents import Scope, consents, shape
    from probative.model.consents import Purpose, Recipient, Use

    found = given(case, key_file)
    on = day or found.clock().date()
    if act == "list":
        with opened_to_read(case, key_file) as working:
            _print([shape(working, each, on) for each in consents(working)], as_json=as_json)
        return
    _require(act, about, purposes, recipients, manner)
    meant = [Purpose(each) for each in purposes]
    if act == "ask":
        use = Use(purpose=meant[0], recipient=recipients[0], day=on, kinds=tuple(Recipient(each) for each in kinds))
        with opened_to_read(case, key_file) as working:
            ctx.exit(0 if _answer(working, about, use, as_json=as_json) else 1)
    scope = Scope(purposes=meant, recipients=recipients, expires=expires)
    with opened(case, found, write=True) as working:
        if act == "give":
            made = [_given(working, about, scope, manner or "", on, person, why)]
        else:
            made = _again(working, act, about, scope, on, why)
        told = [shape(working, consent, on) for consent in made]
    _print(told, as_json=as_json)
    here = sorted({each for one in told for each in one["still_here"]})
    if act == "withdraw" and here and not as_json:
        say(f"Still here: {' '.join(here)}. `probative shred` destroys what must go.", work_goes_on=True)


def _print(told: "list[Shape]", *, as_json: bool) -> None:
    for each in told:
        print_shape(each, work_goes_on=True) if as_json else say(_line(each), work_goes_on=True)


def _again(  # noqa: PLR0917 - one caller, with exactly these
    case: "Case", act: str, about: tuple[str, ...], scope: "Scope", day: date, why: str
) -> "list[Consent]":
    from probative.flow.consents import change, withdraw

    if act == "change":
        return [change(case, each, scope, why=why) for each in about]
    return [one for each in about for one in withdraw(case, each, day=day, why=why)]


def _given(  # noqa: PLR0917 - one caller, with exactly these
    case: "Case", about: tuple[str, ...], scope: "Scope", manner: str, day: date, person: str | None, why: str
) -> "Consent":
    from probative.flow.consents import give
    from probative.model.consents import Given

    return give(case, about, scope, manner=Given(manner), given_on=day, person=person, note=why)


def _require(
    act: str, about: tuple[str, ...], purposes: tuple[str, ...], recipients: tuple[str, ...], manner: str | None
) -> None:
    if not about:
        raise click.UsageError(f"say what to {act}")
    if act == "give" and manner is None:
        raise click.UsageError("say --how it was given")
    if act in ("give", "change") and not (purposes and recipients):
        raise click.UsageError("say --purpose and --recipient, once or more")
    if act == "ask" and (len(purposes) != 1 or len(recipients) != 1):
        raise click.UsageError("ask for one --purpose and one --recipient")


def _answer(case: "Case", about: tuple[str, ...], use: "Use", *, as_json: bool) -> bool:
    from probative.flow.consents import REFUSED, may

    are_allowed = True
    for exhibit in about:
        answer = may(case, exhibit, use)
        are_allowed &= bool(answer)
        if as_json:
            reasons = [
                {"consent": each.consent, "person": each.person, "refusal": each.refusal} for each in answer.reasons
            ]
            print_shape({"exhibit": exhibit.upper(), "is_allowed": answer.is_allowed, "reasons": reasons})
            continue
        say(f"{exhibit.upper()}  {'allowed' if answer else 'NOT ALLOWED'}")
        for each in answer.reasons:
            who = f" of {each.person}" if each.person else ""
            say(f"  {(each.consent or 'none') + who:<24}{REFUSED[each.refusal] if each.refusal else 'allows it'}")
    return are_allowed


def _line(told: "Shape") -> str:
    listed = {name: ", ".join(told[name]) for name in ("exhibits", "purposes", "recipients")}
    until = f", until {told['expires']}" if told["expires"] else ""
    gone = f" (withdrawn on {told['withdrawn_on']})" if told["withdrawn_on"] else ""
    who = f" by {told['person']}" if told["person"] else ""
    return (
        f"{told['id']}  [{told['state']}]{gone}  {listed['exhibits']}{who}: for {listed['purposes']}; "
        f"to {listed['recipients']}; {told['manner']}, {told['given_on']}{until}"
    )
