"""Figures of audits in plain sentences, as they can stand in a report."""

from __future__ import annotations

from dragoman.views.auditing.rows import RECORD_KINDS, AuditFigures, AuditFrame, Figure

FEW = 30
"""Records judged below which an interval is too wide to call a promise kept."""


def frame_words(frame: AuditFrame) -> str:
    """Return what a sample was drawn from: `statements of Japan on peace treaty since 2024`."""
    kinds = "all records" if set(frame.kinds) == set(RECORD_KINDS) else _plural(frame.kinds)
    parts = [
        kinds,
        f"of {frame.side}" if frame.side else "",
        f"on {frame.matter}" if frame.matter else "",
        f"since {frame.since}" if frame.since else "",
        f"until {frame.until}" if frame.until else "",
        f"of confidence {frame.above:g} and more" if frame.above is not None else "",
        f"of confidence below {frame.below:g}" if frame.below is not None else "",
    ]
    return " ".join(filter(None, parts))


def _plural(kinds: tuple[str, ...]) -> str:
    return " and ".join(f"{kind}s" for kind in kinds)


def percents(figure: Figure) -> str:
    """Return a share with its interval: `84 % (71 to 92 %)`, or that nothing was marked."""
    if figure.share is None or figure.low is None or figure.high is None:
        return "nothing marked"
    return f"{_percent(figure.share)} % ({_percent(figure.low)} to {_percent(figure.high)} %)"


def _percent(share: float) -> str:
    """Return a share in hundred; 100 and 0 only when it is all and none."""
    whole = f"{100 * share:.0f}"
    if whole in ("0", "100") and share not in (0.0, 1.0):
        return f"{min(max(100 * share, 0.1), 99.9):.1f}"
    return whole


def kept_promise(figure: Figure) -> str:
    """Return how a share compares with the mean confidence, as far as its interval tells."""
    if figure.promised is None or figure.low is None or figure.high is None:
        return ""
    if figure.promised > figure.high:
        return "less often right"
    if figure.promised < figure.low:
        return "more often right"
    return "too few to tell" if figure.of < FEW else "as promised"


def sentence(one: AuditFigures) -> str:
    """Return the precision as it can stand in a report, with what was sampled and how."""
    if one.precision.share is None:
        return "Nothing was marked right or wrong yet."
    judged = one.precision.of
    how = (
        "drawn evenly over confidence and weighted" if one.frame.by_confidence else "simple random"
    )
    whole = judged == one.population
    looked = (
        f"all {judged:,} were looked at"
        if whole
        else f"{how} sample, {judged:,} of {one.population:,} judged, seed {one.seed}"
    )
    unsure = f"; {one.unsure} left out as unsure" if one.unsure else ""
    empty = [part.name for part in one.confidences if not part.of]
    if one.frame.by_confidence and empty:
        unsure += f"; nothing judged of confidence {', '.join(empty)}, which is left out"
    interval = (
        ""
        if whole
        else f", 95 % interval {one.precision.low:.2f} to {one.precision.high:.2f} (Wilson"
        f"{', finite population' if one.population < 20 * judged else ''})"
    )
    return (
        f"Precision of {frame_words(one.frame)}: {one.precision.share:.2f}{interval}; "
        f"{looked}{unsure}."
    )
