"""Lints and renders the chart, and holds what comes out against the schemas of Kubernetes.

Runs in .build/deploy. Reads values as JSON on its input; prints ``{"messages",
"objects"}``, or ``{"error"}`` when they are refused.
"""

import json
import sys

import helm_python
import kubernetes_validate
import yaml

CHART = "deploy/chart"
KUBERNETES = "1.33"


def main() -> None:
    """Print what becomes of the values."""
    values = json.load(sys.stdin)
    try:
        report = helm_python.lint(CHART, values, strict=True)
        with helm_python.Chart.load(CHART) as chart:
            texts = chart.render(values)
    except helm_python.HelmError as error:
        print(json.dumps({"error": str(error)}))
        return
    objects = [found for text in texts.values() for found in yaml.safe_load_all(text) if found]
    for found in objects:
        kubernetes_validate.validate(found, KUBERNETES, strict=True)
    told = [message for message in report["messages"] if message["severity"] > 1]
    print(json.dumps({"messages": told + report["errors"], "objects": objects}))


main()
