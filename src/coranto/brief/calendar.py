"""Days in words, as a brief published on a certain day says them."""

from __future__ import annotations

from datetime import date

from ..knowledge.brief import BriefKnowledge
from ..model.reading import EventDate


def when(happened: EventDate | None, today: date, known: BriefKnowledge) -> str:
    """ "on Friday" within the last week, "on August 24" before; "" when the record has no date fit to print."""
    if happened is None or happened.earliest is None or happened.latest is None:
        return ""
    first, last = date.fromisoformat(happened.earliest), date.fromisoformat(happened.latest)
    if first == last:
        return _on(first, today, known)
    if happened.precision == "month":
        return known.words["in_month"].format(month=known.months[first.month - 1])
    if happened.precision == "year":
        return known.words["in_year"].format(year=first.year)
    if (last - first).days > 31:
        return ""
    return known.words["between"].format(first=_day(first, known), last=_day(last, known))


def month_and_day(day: date, known: BriefKnowledge) -> dict[str, str]:
    """The slots `month` and `day` of a phrase."""
    return {"month": known.months[day.month - 1], "day": str(day.day)}


def _on(day: date, today: date, known: BriefKnowledge) -> str:
    if 0 <= (today - day).days < 7:
        return known.words["on_weekday"].format(weekday=known.weekdays[day.weekday()])
    form = "on_day" if day.year == today.year else "on_full_day"
    return known.words[form].format(**month_and_day(day, known), year=day.year)


def _day(day: date, known: BriefKnowledge) -> str:
    return known.words["day"].format(**month_and_day(day, known))
