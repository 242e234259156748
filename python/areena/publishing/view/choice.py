"""How the choice was made: the method with the network's own numbers, and what it came to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from areena.publishing.texts import Phrase, Text
from areena.publishing.view.context import Context, Marks, word
from areena.publishing.view.effort_flow import FlowView, build_flow

if TYPE_CHECKING:
    from areena.planning import Chosen


_NAMED = 3  # of the others in a tie


@dataclass(frozen=True, slots=True)
class ChosenView:
    """A commitment in the order chosen."""

    number: int
    title: Text
    days: str
    supporters: str
    support: str
    """Effective support, in members."""
    how: str


@dataclass(frozen=True, slots=True)
class ChoiceView:
    method: tuple[str, ...]
    flow: FlowView | None
    chosen: tuple[ChosenView, ...]
    ties: tuple[str, ...]
    ties_text: str
    has_completion: bool
    has_support: bool
    """Whether anybody carried anything; some rules know no shares."""
    marks: Marks


def build_choice(context: Context) -> ChoiceView:
    chosen = context.plan.choice.commitments
    return ChoiceView(
        method=tuple(_method(context)),
        flow=build_flow(context),
        chosen=tuple(_chosen(context, number, each) for number, each in enumerate(chosen, 1)),
        ties=tuple(_tie(context, each) for each in chosen if each.tied),
        ties_text=context.t(
            "choice.ties_text" if _has_usual_ties(context) else "choice.ties_text_keys"
        ),
        has_completion=any(_is_completion(each) for each in chosen),
        has_support=context.has_shares,
        marks=context.response_marks,
    )


def _is_completion(chosen: Chosen) -> bool:
    return word(chosen.step) == "completion"


def _said(context: Context, kind: str, value: object) -> str:
    """The sentence about a rule, a utility or a completion; of one without words, its name."""
    name = word(value)
    key = f"choice.{kind}_{name.replace('-', '_')}"
    return context.t(key) if key in context.t else context.t(f"choice.{kind}_other", name=name)


def _method(context: Context) -> Iterator[str]:
    t, plan, days = context.t, context.plan, context.formats.days
    choice = plan.choice
    if not choice.commitments:
        yield t("choice.none")
        return
    basis = "given" if context.has_responses else "needs"
    yield (
        t(f"choice.basis_{basis}", n=choice.members)
        + " "
        + t("choice.effort", available=days(choice.available))
    )
    sentences = [_said(context, "rule", choice.rule)]
    if choice.share:
        sentences.insert(0, t("choice.share", share=days(choice.share)))
    if word(choice.completion) != "none":
        sentences.append(_said(context, "completion", choice.completion))
    yield " ".join(sentences)
    yield _result(context)


def _result(context: Context) -> str:
    t, plan = context.t, context.plan
    completed = sum(map(_is_completion, plan.choice.commitments))
    by_rule = len(plan.choice.commitments) - completed
    said = [t("choice.result", n=by_rule)]
    if completed:
        said.append(t("choice.result_completion", n=completed))
    excluded = sum(len(each.excluded) for each in plan.passes)
    if excluded:
        key = "result_excluded_anew" if context.begins_anew else "result_excluded"
        said.append(t(f"choice.{key}", n=excluded))
    return " ".join(said)


def _chosen(context: Context, number: int, chosen: Chosen) -> ChosenView:
    t, formats = context.t, context.formats
    if _is_completion(chosen):
        how = t("choice.how_completion")
    elif not context.has_shares:
        how = t("choice.how_rule")
    elif chosen.pass_ > 0 and not context.begins_anew:
        how = t("choice.how_pass", n=chosen.pass_ + 1)
    else:
        how = t("choice.how_first")
    return ChosenView(
        number=number,
        title=context.title(chosen.commitment),
        days=formats.number(chosen.cost),
        supporters=formats.number(len(context.supporters(chosen.commitment))),
        support=formats.number(chosen.effective_support, 1),
        how=how,
    )


def _has_usual_ties(context: Context) -> bool:
    """Whether ties go by less effort, more supporters, the smaller id."""
    asked = context.plan.provenance.options.choice
    usual = ("min-cost", "max-votes", "id")
    return tuple(word(key) for key in asked.ties) == usual and not asked.order


def _tie(context: Context, chosen: Chosen) -> str:
    """What decided, by the usual keys in their order; by others it is told who was as good."""

    def rank(commitment: str) -> tuple[object, ...]:
        scopes = context.network.commitments[commitment].scopes
        cost = next(sum(e.days for e in scope.effort) for scope in scopes if scope.default)
        return cost, -len(context.supporters(commitment)), commitment

    own, others = rank(chosen.commitment), [rank(key) for key in chosen.tied]
    decided = next(
        name
        for i, name in enumerate(("effort", "supporters", "id"))
        if name == "id" or all(own[: i + 1] != other[: i + 1] for other in others)
    )
    is_known = _has_usual_ties(context) and all(own < other for other in others)
    named = tuple(context.title(key) for key in chosen.tied[:_NAMED])
    titles: Phrase | str = Phrase(named, context.t("page.separator"))
    more = len(chosen.tied) - _NAMED
    if more > 0:
        titles = context.t("choice.ties_more", titles=titles, n=more)
    key = f"choice.tie_{decided}" if is_known else "choice.tie_other"
    return context.t(key, title=context.title(chosen.commitment), others=titles)
