"""The command line: what it prints, what it refuses, always on one line."""

import json
import subprocess
import sys

import pytest

from law.__main__ import main
from tests.law.plans import ADULT, INSERTION, MINOR, convention, returning

TODAY_OPTION = ("--today", "2026-11-23")


@pytest.fixture
def run(tmp_path, capsys):
    """Write a file, run a command on it, return its exit code, output and errors."""

    def _run(command, content, name="plans.yml"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main([command, str(path), *TODAY_OPTION])
        captured = capsys.readouterr()
        return code, captured.out, captured.err

    return _run


def test_check_prints_one_object_by_plan_in_the_order_of_the_file(run):
    plans = [{"id": "first", **ADULT}, MINOR, {"id": 7, **INSERTION, "end_date": "2027-02-11"}]
    code, out, err = run("check", json.dumps(plans), "plans.json")
    assert (code, err) == (0, "")
    lawful = {"verdict": "conforme", "violations": [], "warnings": [], "missing": [], "remedies": {}}
    assert json.loads(out) == [
        {"id": "first", **lawful},
        {"id": 1, **lawful},
        {
            "id": 7,
            "verdict": "non_conforme",
            "violations": ["duration_over_one_month"],
            "warnings": [],
            "missing": [],
            "remedies": {"latest_end_date": "2027-02-10"},
        },
    ]
    assert list(json.loads(out)[0]) == ["id", "verdict", "violations", "warnings", "missing", "remedies"]


def test_a_single_plan_is_a_list_of_one(run):
    code, out, _ = run("check", json.dumps(ADULT), "plan.json")
    assert code == 0
    assert [result["id"] for result in json.loads(out)] == [0]


def test_yaml_dates_and_times_need_no_quotes(run):
    written = """
    - start_date: 2027-01-11
      end_date: 2027-01-22
      age_at_start: 34
      worked_weekdays: [mon, tue]
      daily_hours: 08
      day_start: 06:00
      day_end: 21:01
      holiday_presence: no
    """
    code, out, err = run("check", written)
    assert (code, err) == (0, "")
    assert json.loads(out)[0]["violations"] == ["daily_rest_under_9"]
    assert json.loads(out)[0]["warnings"] == ["night_work"]


@pytest.mark.parametrize(
    ("content", "named"),
    [
        ('{"foo": 1}', "foo"),
        ('{"star_date": "2027-01-11"}', "start_date"),
        ('{"start_date": "2027-02-30"}', "start_date"),
        ("start_date: 2027-02-30", "start_date"),
        ('{"start_date": "2027-01-11T08:00:00"}', "start_date"),
        ('{"start_date": "9999-12-31"}', "start_date"),
        ('{"start_date": 20270111}', "start_date"),
        ('{"day_start": "24:00"}', "day_start"),
        ('{"day_start": "8h"}', "day_start"),
        ("day_start: 1020", "day_start"),
        ('{"age_at_start": true}', "age_at_start"),
        ('{"age_at_start": "17"}', "age_at_start"),
        ('{"age_at_start": 17.5}', "age_at_start"),
        ('{"duration_days": 0}', "duration_days"),
        ('{"duration_days": ' + "9" * 400 + "}", "duration_days"),
        ('{"duration_days": ' + "9" * 9000 + "}", "duration_days"),
        ("duration_days: " + "9" * 9000, "duration_days"),
        ('{"contract_immersion_days": -1}', "contract_immersion_days"),
        ('{"break_minutes": -5}', "break_minutes"),
        ('{"daily_hours": NaN}', "daily_hours"),
        ('{"daily_hours": 1e999}', "daily_hours"),
        ('{"daily_hours": ' + "9" * 400 + "}", "daily_hours"),
        ("daily_hours: .inf", "daily_hours"),
        ('{"daily_hours": 0}', "daily_hours"),
        ('{"daily_hours": 24.5}', "daily_hours"),
        ('{"weekly_hours": 169}', "weekly_hours"),
        ('{"status": "retired"}', "status"),
        ('{"status": ["employee"]}', "status"),
        ('{"objectives": "discover"}', "objectives"),
        ('{"objectives": ["discover", null]}', "objectives"),
        ('{"sick_leave": "yes"}', "sick_leave"),
        ('{"sick_leave": 1}', "sick_leave"),
        ('{"prior_conventions": {}}', "prior_conventions"),
        ('{"prior_conventions": [3]}', "prior_conventions[0]"),
        ('{"prior_conventions": [{"start": "2027-01-11"}]}', "start"),
        ('{"prior_conventions": [{"same_goals": "no"}]}', "same_goals"),
        ('{"status": "employee", "status": "student"}', "status"),
        ("status: employee\nstatus: student", "status"),
        ('{"id": true}', "id"),
        ('[{"id": "a"}, {"id": "b", "foo": 1}]', "b"),
        ("[3]", "0"),
        ("3", "3"),
        ("1: employee", "1"),
        ("? [a]\n: b", "mot"),
        ("<<: {status: employee}", "<<"),
        ("a: &x [1]\nb: *x", "renvois"),
        ("a: !!python/object/apply:os.system ['ls']", "étiquettes"),
        ("a: 1\n---\nb: 2", "un seul document"),
        ("a: [", "ligne 2"),
        ('{"a": ', "ligne"),
        ("a: \0", "nuls"),
        (b"\xff\xfe\x00a", "UTF-8"),
        ("", "vide"),
        ("# nothing\n", "vide"),
        ("[" * 100_000, "imbriqués"),
        ("a: " + "[" * 500 + "]" * 500, "imbriqués"),
        ('{"a\\n\\u2028b": 1}', "a b"),
    ],
)
@pytest.mark.parametrize("command", ["check", "explain"])
def test_bad_input_is_named_on_one_line(run, command, content, named):
    code, out, err = run(command, content)
    assert code == 2
    assert out == ""
    assert named in err
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("target", ["/nowhere/plans.yml", "/", "a\0b"])
def test_an_unreadable_file_is_named(capsys, target):
    assert main(["check", target]) == 2
    errors = capsys.readouterr().err
    assert len(errors.splitlines()) == 1
    assert "«" in errors


@pytest.mark.parametrize(
    "arguments", [[], ["check"], ["forget", "plans.yml"], ["check", "plans.yml", "--today", "demain"]]
)
def test_a_wrong_command_is_one_line(capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_explain_says_everything_in_french_with_articles_and_links(run):
    plan = {
        **returning(convention("2026-03-02", 31), convention("2026-06-01", 9), end_date="2027-02-28"),
        "daily_hours": 13,
        "paid_by_host": "gratuity",
    }
    code, out, _ = run("explain", json.dumps([plan, ADULT]))
    assert code == 0
    assert "Plan « 0 », vérifié le 23 novembre 2026" in out
    assert "Verdict : non conforme" in out
    assert "article D5135-3 du code du travail : https://www.legifrance.gouv.fr/codes/article_lc/" in out
    assert out.count("Finir au plus tard le") == 1
    assert "Dernier jour (compris) : 28 février 2027 -> " in out
    assert "Gratification : prudence [paid_gratuity]" in out
    assert "Plan « 1 », vérifié le 23 novembre 2026\nVerdict : conforme" in out


def test_rules_lists_every_rule_with_its_sources(capsys):
    from law.rules import RULES

    assert main(["rules"]) == 0
    out = capsys.readouterr().out
    for rule in RULES.values():
        assert rule.id in out
        for reference in rule.references:
            assert reference.label in out


def test_the_module_reads_standard_input():
    done = subprocess.run(
        [sys.executable, "-m", "law", "check", "-", *TODAY_OPTION],
        input=json.dumps(ADULT),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)[0]["verdict"] == "conforme"
