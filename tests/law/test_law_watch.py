"""The watch on the law: an article that moves is caught, with what rests on it."""

import json
import shutil
from datetime import datetime, timezone

import pytest

from law import consolidated, watch
from law.consolidated import fingerprint
from law.sources import CODES, REFERENCES
from law.watch import answers_by_source, compare, dependents, followed_articles, main, recorded, report

NO_END = 32_472_144_000_000  # 1 January 2999, as the data says it
TEXT = "La convention est conclue pour un mois de date à date."


def article(source, text=TEXT, identifier=None, state="VIGUEUR", until=NO_END):
    first_day = datetime.combine(source.in_force_since, datetime.min.time(), tzinfo=timezone.utc)
    return {
        "type": "article",
        "data": {
            "num": source.article,
            "id": identifier or source.id,
            "dateDebut": int(first_day.timestamp() * 1000),
            "dateFin": until,
            "etat": state,
            "texte": text,
        },
    }


@pytest.fixture
def codes(tmp_path, monkeypatch):
    """Write codes that hold every cited article with the recorded version, save for the given changes.

    The real texts are not kept: a common text stands for each, with the fingerprint it would have.
    """
    known = {
        key: REFERENCES[key].__class__(**{**vars(source), "fingerprint": fingerprint(TEXT)})
        for key, source in followed_articles().items()
    }
    monkeypatch.setattr(watch, "REFERENCES", known)

    def _write(**changed):
        for code in CODES.values():
            leaves = [
                article(source, **changed.get(key, {}))
                for key, source in known.items()
                if source.code == code.title and changed.get(key) != "removed"
            ]
            section = {"type": "section", "data": {"title": "Livre"}, "children": leaves}
            tree = {"type": "code", "data": {"id": code.id}, "children": [section]}
            (tmp_path / f"{code.id}.json").write_text(json.dumps(tree), encoding="utf-8")
        return tmp_path

    return _write


def run(folder, capsys):
    code = main(["--from", str(folder)])
    captured = capsys.readouterr()
    return code, captured.out, captured.err


def test_nothing_moved(codes, capsys):
    code, out, _ = run(codes(), capsys)
    assert code == 0
    assert out.endswith(": 0 à relire.\n")


def test_an_end_already_decided_is_announced(codes, capsys):
    code, out, _ = run(codes(**{"CSS L412-8": {"until": 1_861_920_000_000}}), capsys)
    assert code == 0
    assert "À prévoir : article L412-8 du code de la sécurité sociale" in out
    assert "à partir du 2029-01-01" in out


def test_spaces_are_not_a_change(codes, capsys):
    assert run(codes(**{"D5135-3": {"text": TEXT.replace(" ", "\r\n ")}}), capsys)[0] == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": TEXT.replace("un mois", "deux mois")}, "texte modifié"),
        ({"identifier": "LEGIARTI000099999999"}, "nouvelle version LEGIARTI000099999999"),
        ({"state": "ABROGE"}, "n'est plus en vigueur"),
        ("removed", "introuvable"),
    ],
)
def test_an_altered_article_is_caught_with_what_rests_on_it(codes, capsys, change, said):
    folder = codes()
    if change == "removed":
        path = folder / f"{CODES['travail'].id}.json"
        tree = json.loads(path.read_text(encoding="utf-8"))
        leaves = tree["children"][0]["children"]
        tree["children"][0]["children"] = [leaf for leaf in leaves if leaf["data"]["num"] != "D5135-3"]
        path.write_text(json.dumps(tree), encoding="utf-8")
    else:
        codes(**{"D5135-3": change})
    code, out, _ = run(folder, capsys)
    assert code == 1
    assert f"article D5135-3 du code du travail : {said}" in out
    assert "duration_over_one_month" in out and "over_60_days" in out
    assert "max_days_same_host" in out
    assert "info_split_presence" in out
    assert "faq/duree_max" in out
    assert out.count("article ") == 1


def test_the_other_code_is_watched_too(codes, capsys):
    code, out, _ = run(codes(**{"CSS L412-8": {"text": "autre"}}), capsys)
    assert code == 1
    assert "article L412-8 du code de la sécurité sociale" in out
    assert "siae_outside_staff" in out


def test_the_latest_of_two_versions_is_compared(codes, capsys):
    folder = codes()
    path = folder / f"{CODES['travail'].id}.json"
    tree = json.loads(path.read_text(encoding="utf-8"))
    older = article(REFERENCES["D5135-3"], text="ancien", identifier="LEGIARTI000000000001")
    older["data"]["dateDebut"] = 0
    tree["children"][0]["children"].append(older)
    path.write_text(json.dumps(tree), encoding="utf-8")
    assert run(folder, capsys)[0] == 0


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"children": [{"type": "article", "data": {"num": "L5135-1"}}]}']
)
def test_unexpected_data_is_not_taken_for_a_change(codes, capsys, content):
    folder = codes()
    (folder / f"{CODES['travail'].id}.json").write_text(content, encoding="utf-8")
    code, out, err = run(folder, capsys)
    assert (code, out) == (2, "")
    assert err.startswith("Veille impossible")


def test_absent_data_is_said(tmp_path, capsys):
    assert run(tmp_path, capsys)[0] == 2


@pytest.mark.skipif(shutil.which("npm") is None, reason="npm is not installed")
def test_an_unreachable_network_is_said(monkeypatch, capsys):
    # A port nobody listens on: the same refusal as a machine without network.
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    assert main([]) == 2
    assert "réseau injoignable" in capsys.readouterr().err


def test_a_machine_without_npm_is_said(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "/nowhere")
    assert main([]) == 2
    assert "npm n'est pas installé" in capsys.readouterr().err


def test_recording_writes_what_was_read(codes):
    known = followed_articles()
    current = consolidated.read_codes(codes(**{"L5135-1": {"text": "nouveau"}}), set(known))
    assert [difference.source.key for difference in compare(current)] == ["L5135-1"]
    text = watch.SOURCES_FILE.read_text(encoding="utf-8")
    written = recorded(text, current)
    lines = dict(zip(text.splitlines(), written.splitlines(), strict=True))
    line = next(line for line in lines if line.startswith("    L5135-1:"))
    assert fingerprint("nouveau") in lines[line]
    assert all(
        before == after
        for before, after in lines.items()
        if not before.startswith("    ") or ": {" not in before
    )


def test_recording_the_same_versions_changes_nothing():
    text = watch.SOURCES_FILE.read_text(encoding="utf-8")
    same = {
        key: consolidated.ArticleVersion(source.id, source.in_force_since, "VIGUEUR", source.fingerprint)
        for key, source in followed_articles().items()
    }
    assert recorded(text, same) == text


def test_every_source_of_an_answer_is_recorded():
    unknown = set(answers_by_source()) - set(REFERENCES)
    assert unknown == set()


def test_what_rests_on_an_article():
    resting = dependents("D5135-3", answers_by_source())
    assert {"max_days_same_host", "window_months"} <= set(resting["paramètres"])
    assert "faq/duree_max" in resting["réponses"]
    assert report([], {}) == ""


def test_an_angle_that_rests_on_an_article_is_named():
    resting = dependents("L5135-3", answers_by_source())
    assert "faq/salarie/job_back" in resting["réponses"]
