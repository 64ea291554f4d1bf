"""How well unseen sentences are understood: `python -m components.report [FILE…]`.

Prints a table for each file of tests/understanding and bench/understanding (or for the files given, `make
nlu-report SETS="…"`): what the classifier says, and what a person receives. Writes under results/ the
confusions (nlu_<file>_errors.csv) and a plot (nlu_<file>.png).
"""

from __future__ import annotations

import csv
import logging
import sys
import time
from pathlib import Path

import numpy as np

from hearing.intents import metrics
from hearing.intents.metrics import Sentence, Understood
from scripts.rasa import silence

silence()
# Rasa is imported once it has been silenced.
from dialogue.buttons import said_in  # noqa: E402

from .assistant import Assistant, ranking  # noqa: E402
from .received import figures, received  # noqa: E402

SETS = [
    *sorted(Path("tests/understanding").glob("*.yml")),
    *sorted(Path("bench/understanding").glob("*.yml")),
]
RESULTS = Path("results")
_WORST_LABELS = 12
_THRESHOLDS = (0.3, 0.5, 0.7, 0.9)
_CONFUSIONS = 15


def main(paths: list[Path]) -> int:
    """Report on each file; 1 when there is no model or no file."""
    try:
        assistant = Assistant()
    except FileNotFoundError as error:
        print(error, file=sys.stderr)
        return 1
    for path in paths:
        results, given, milliseconds = _understand(assistant, path)
        print("\n".join([*table(path.stem, results), *figures(given)]))
        median, slow = np.percentile(milliseconds, [50, 95])
        print(f"  a parse takes {median:.1f} ms (median), {slow:.1f} ms (95 %)\n")
        _write_errors(path.stem, results)
        _plot(path.stem, results)
    print(f"Errors and plots: {RESULTS}/nlu_*.csv, {RESULTS}/nlu_*.png")
    return 0


def _understand(
    assistant: Assistant, path: Path
) -> tuple[list[Understood], list[tuple[Sentence, str]], list[float]]:
    results, given, milliseconds = [], [], []
    assistant.parse("bonjour")
    for sentence in metrics.read(path):
        start = time.perf_counter()
        parsed = assistant.parse(sentence.text)
        milliseconds.append((time.perf_counter() - start) * 1000)
        results.append(Understood(sentence, ranking(parsed)))
        given.append((sentence, received(said_in(parsed), sentence)))
    return results, given, milliseconds


def table(name: str, results: list[Understood]) -> list[str]:
    """The lines of the report on one set."""
    lines = [f"{name}: {len(results)} sentences", f"  {'style':<12} {'n':>5} {'first':>7} {'in 3':>7}"]
    groups = {"all": results, **metrics.by(results, "style")}
    groups["sms+typo"] = [r for r in results if r.sentence.style in metrics.MISSPELT]
    groups["the rest"] = [r for r in results if r.sentence.style not in metrics.MISSPELT]
    lines += [
        f"  {style:<12} {len(group):>5} {metrics.first(group):>7.1%} {metrics.first_three(group):>7.1%}"
        for style, group in groups.items()
    ]
    for threshold in _THRESHOLDS:
        sure, right = metrics.when_sure(results, threshold)
        lines.append(f"  probability of {threshold:.1f} or more: {sure:.1%} of sentences, {right:.1%} right")
    recall, threshold = metrics.out_of_scope_recall(results)
    found, missed, alarms = metrics.distress(results)
    error, _ = metrics.calibration(results)
    lines += [
        f"  out_of_scope recognised at 95 % accepted: {recall:.1%} (probability above {threshold:.3f})",
        f"  distress recognised: {found:.1%}; missed {len(missed)}, false alarms {len(alarms)}",
        f"  expected calibration error: {error:.3f}",
        "  weakest labels: " + ", ".join(_weakest(results)),
        "  confusions: "
        + ", ".join(f"{a} > {b} ({n})" for a, b, n in metrics.confusions(results)[:_CONFUSIONS]),
    ]
    return lines


def _weakest(results: list[Understood]) -> list[str]:
    groups = metrics.by(results, "label")
    worst = sorted(groups, key=lambda label: metrics.first(groups[label]))[:_WORST_LABELS]
    return [f"{label} {sum(r.right for r in groups[label])}/{len(groups[label])}" for label in worst]


def _write_errors(name: str, results: list[Understood]) -> None:
    RESULTS.mkdir(exist_ok=True)
    with (RESULTS / f"nlu_{name}_errors.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["label", "style", "probability", "first", "second", "third", "text"])
        for result in sorted(results, key=lambda r: r.probability(r.sentence.label)):
            if not result.right:
                three = [f"{label} {p:.2f}" for label, p in result.ranking[:3]]
                sentence = result.sentence
                sure = f"{result.probability(sentence.label):.2f}"
                writer.writerow([sentence.label, sentence.style, sure, *three, sentence.text])


def _plot(name: str, results: list[Understood]) -> None:
    import matplotlib

    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    matplotlib.use("Agg")
    from matplotlib import pyplot

    RESULTS.mkdir(exist_ok=True)
    figure, (left, right) = pyplot.subplots(1, 2, figsize=(11, 4.5))
    groups = metrics.by(results, "style")
    left.barh(list(groups), [metrics.first_three(g) for g in groups.values()], color="#bcd4e6", label="in 3")
    left.barh(list(groups), [metrics.first(g) for g in groups.values()], color="#2a6f97", label="first")
    left.set(xlim=(0, 1), title=f"{name}: right by style")
    left.legend(loc="lower left")
    _, bins = metrics.calibration(results)
    right.plot([0, 1], [0, 1], color="grey", linewidth=1)
    right.plot([sure for sure, _, _ in bins], [good for _, good, _ in bins], marker="o", color="#2a6f97")
    right.set(xlim=(0, 1), ylim=(0, 1), xlabel="probability given", ylabel="part right", title="calibration")
    figure.tight_layout()
    figure.savefig(RESULTS / f"nlu_{name}.png", dpi=120)
    pyplot.close(figure)


if __name__ == "__main__":
    sys.exit(main([Path(argument) for argument in sys.argv[1:]] or SETS))
