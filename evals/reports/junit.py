"""A run as JUnit XML, which every CI shows: a case a test, one failure a failed case, an error a missing answer."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from evals.reports.views import CaseView, RunView
from evals.run_table import gate_line

__all__ = ["junit_xml"]

CONTROL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 cannot hold."""


def junit_xml(view: RunView) -> str:
    """The document, with the gates as tests of a suite of their own."""
    figures = view.summary.figures
    root = ET.Element("testsuites", name=f"parley-eval {view.summary.suite}")
    errors = sum(each.failure is not None and each.failure.stage == "error" for each in view.cases)
    cases = ET.SubElement(
        root,
        "testsuite",
        name=view.summary.suite,
        tests=str(figures.cases),
        failures=str(len(figures.failed) - errors),
        errors=str(errors),
        timestamp=view.manifest.started.isoformat(),
    )
    for each in view.cases:
        _case(cases, each, view.summary.suite)
    _gates(root, view)
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(parent: ET.Element, each: CaseView, suite: str) -> None:
    seconds = (each.sample.milliseconds or 0.0) / 1000 if each.sample else 0.0
    test = ET.SubElement(
        parent, "testcase", classname=f"{suite}.{each.case.kind}", name=each.case.id, time=f"{seconds:.3f}"
    )
    if each.failure is None:
        return
    reasons = [_clean(reason) for reason in each.failure.reasons]
    kind = "error" if each.failure.stage == "error" else "failure"
    found = ET.SubElement(test, kind, type=each.failure.stage, message=reasons[0])
    said = each.sample.answer.text if each.sample and each.sample.answer else ""
    found.text = _clean("\n".join([*reasons, f"question: {each.case.question}", f"answer: {said}"]))


def _gates(root: ET.Element, view: RunView) -> None:
    gates = view.summary.gates
    failed = sum(not gate.passed for gate in gates)
    suite = ET.SubElement(root, "testsuite", name="gates", tests=str(len(gates)), failures=str(failed), errors="0")
    for gate in gates:
        test = ET.SubElement(suite, "testcase", classname=f"{view.summary.suite}.gates", name=gate.gate)
        if not gate.passed:
            ET.SubElement(test, "failure", type="gate", message=gate_line(gate))


def _clean(text: str) -> str:
    return CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)
