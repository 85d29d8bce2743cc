# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes the help: a page per algorithm out of what the jobs declare, and pages written by hand, in each language.

`python3 resources/help/build.py` writes `resources/help/<language>/*.html`. What is declared comes from the jobs, its translation from
resources/i18n, the rest from resources/help/source/<language>/*.md, where a text in braces is one of the window, as it stands there.
Standard library only: make setup runs it with QGIS's Python. The pages are not in git, as the .qm files are not: they would lag
behind the texts and stand in the way of every merge.
"""

from __future__ import annotations

import html
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from diao_engine.jobs import ALGORITHMS, Job, Kind, Spec, specs  # noqa: E402  (the path comes first)
from diao_engine.jobs.checks import number_text  # noqa: E402

HELP = ROOT / "resources" / "help"
MODELS = ROOT / "resources" / "models"
LANGUAGES = ("en", "de")
PAGES = ("index", "page-data", "page-balance", "page-train", "page-map")
_PAGE_OF_GROUP = {str(number): page for number, page in enumerate(PAGES) if number}
_WORDS = {
    "en": {
        "parameters": "Parameters", "results": "Further results", "default": "Default", "optional": "optional",
        "required": "required", "advanced": "advanced", "dock": "In the dock", "algorithms": "Algorithms",
        "script": "in scripts", "models": "Ready-made models", "yes": "yes", "no": "no", "to": "to", "least": "at least",
    },
    "de": {
        "parameters": "Parameter", "results": "Weitere Ergebnisse", "default": "Vorgabe", "optional": "kann leer bleiben",
        "required": "nötig", "advanced": "selten nötig", "dock": "Im Bedienfeld", "algorithms": "Algorithmen",
        "script": "in Skripten", "models": "Fertige Modelle", "yes": "ja", "no": "nein", "to": "bis", "least": "mindestens",
    },
}  # fmt: skip
_STYLE = (
    "body{font:15px/1.5 sans-serif;max-width:56em;margin:1.5em auto;padding:0 1em;color:#222;background:#fff}"
    "nav{font-size:13px;border-bottom:1px solid #ccc;padding-bottom:.5em}nav a{margin-right:1em}"
    "table{border-collapse:collapse;width:100%}"
    "td,th{border-bottom:1px solid #ddd;padding:.4em .6em;text-align:left;vertical-align:top}"
    "code{font-size:12px;color:#555}img{max-width:100%;border:1px solid #ccc}small{color:#555}"
)

Translate = Callable[[str], str]


def build(target: Path = HELP) -> list[Path]:
    """Write the pages of all languages below a folder; their paths."""
    written = []
    for language in LANGUAGES:
        folder = target / language
        folder.mkdir(parents=True, exist_ok=True)
        for name, (title, body) in _pages(language).items():
            path = folder / f"{name}.html"
            path.write_text(_page(language, title, body), encoding="utf-8")
            written.append(path)
    return written


def _pages(language: str) -> dict[str, tuple[str, str]]:
    """Title and body of each page by its name."""
    words, tr = _WORDS[language], _translator(language)
    made = {}
    for name in PAGES:
        text = source(language, name)
        body = re.sub(r"{([^}]+)}", lambda found: tr(found.group(1)), text)
        made[name] = (_title(text), _markdown(body))
    made.update({job.id: (tr(job.label), _job(job, words, tr)) for job in ALGORITHMS.values()})
    for path in sorted(MODELS.glob("*.model3")):
        made[path.stem] = _model(path, words, tr)
    title, body = made["index"]
    made["index"] = (title, body + _lists(made, words))
    return made


def _page(language: str, title: str, body: str) -> str:
    links = "".join(f'<a href="{name}.html">{text}</a>' for name, text in _navigation(language))
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>'
        f"<title>{html.escape(title)} – DIAO</title><style>{_STYLE}</style></head>\n"
        f"<body><nav>{links}</nav>\n{body}\n</body></html>\n"
    )


def _navigation(language: str) -> Iterator[tuple[str, str]]:
    for name in PAGES:
        yield name, html.escape(_title(source(language, name)))


def source(language: str, name: str) -> str:
    """What was written by hand for a page."""
    return (HELP / "source" / language / f"{name}.md").read_text(encoding="utf-8")


def _title(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")


def _lists(made: dict[str, tuple[str, str]], words: dict[str, str]) -> str:
    """All algorithms and models, as links."""
    models = [path.stem for path in sorted(MODELS.glob("*.model3"))]
    lists = ""
    for heading, names in (("algorithms", list(ALGORITHMS)), ("models", models)):
        links = "".join(f'<li><a href="{name}.html">{html.escape(made[name][0])}</a></li>' for name in names)
        lists += f"<h2>{words[heading]}</h2>\n<ul>{links}</ul>\n"
    return lists


def _job(job: type[Job], words: dict[str, str], tr: Translate) -> str:
    page = _PAGE_OF_GROUP[job.group[0]]
    rows = "".join(_row(spec, words, tr) for spec in specs(job))
    parts = [
        f"<h1>{html.escape(tr(job.label))}</h1>",
        f"<p>{html.escape(tr(job.help))}</p>",
        f'<p>{words["dock"]}: <a href="{page}.html">{html.escape(tr(job.group))}</a> · <code>diao:{job.id}</code></p>',
        f"<h2>{words['parameters']}</h2>",
        f"<table>{rows}</table>",
    ]
    results = "".join(
        f"<li>{html.escape(tr(output.label))} <code>{output.contract}</code></li>"
        for output in (*job.numbers, *job.texts)
    )
    if results:
        parts.append(f"<h2>{words['results']}</h2>\n<ul>{results}</ul>")
    return "\n".join(parts)


def _row(spec: Spec, words: dict[str, str], tr: Translate) -> str:
    label = html.escape(tr(spec.label)) + (f" [{spec.unit}]" if spec.unit else "")
    choices = "".join(f"<li>{html.escape(tr(text))} <code>{value}</code></li>" for value, text in spec.choices.items())
    notes = [note for note in (_bounds(spec, words), _default(spec, words, tr)) if note]
    notes += [words["advanced"]] if spec.advanced else []
    return (
        f"<tr><th>{label}<br/><code>{spec.contract}</code></th><td>{html.escape(tr(spec.help))}"
        f"{f'<ul>{choices}</ul>' if choices else ''}<br/><small>{html.escape('; '.join(notes))}</small></td></tr>\n"
    )


def _bounds(spec: Spec, words: dict[str, str]) -> str:
    low, high = (None if bound is None else number_text(bound, spec.unit) for bound in (spec.minimum, spec.maximum))
    if low is None or high is None:
        return "" if low is None else f"{words['least']} {low}"
    return f"{low} {words['to']} {high}"


def _default(spec: Spec, words: dict[str, str], tr: Translate) -> str:
    if spec.default is None:
        return words["optional"] if spec.optional else words["required"]
    if isinstance(spec.default, bool):
        value = words["yes" if spec.default else "no"]
    elif isinstance(spec.default, (int, float)):
        value = number_text(spec.default, spec.unit)
    elif spec.kind is Kind.CHOICES:
        value = ", ".join(tr(spec.choices[one]) for one in spec.default)
    else:
        value = tr(spec.choices.get(str(spec.default), str(spec.default)))
    return f"{words['default']}: {value}"


def _model(path: Path, words: dict[str, str], tr: Translate) -> tuple[str, str]:
    """A ready-made model: what it says of itself, and its inputs."""
    root = ElementTree.parse(path)
    said = {option.get("name"): option.get("value", "") for option in root.iter("Option") if option.get("value")}
    found = next(option for option in root.iter("Option") if option.get("name") == "parameterDefinitions")
    rows = ""
    for entry in found:
        values = {option.get("name"): option.get("value", "") for option in entry}
        rows += f"<tr><th>{html.escape(tr(values['description']))}</th><td><code>{values['name']}</code></td></tr>\n"
    title = tr(said["model_name"])
    body = f"<h1>{html.escape(title)}</h1>\n<p>{html.escape(tr(said['ALG_DESC']))}</p>\n"
    return title, f"{body}<h2>{words['parameters']}</h2>\n<table>{rows}</table>"


def _translator(language: str) -> Translate:
    file = ROOT / "resources" / "i18n" / f"diao_{language}.ts"
    if not file.is_file():
        return lambda text: text
    known = {}
    for message in ElementTree.parse(file).iter("message"):
        translation = message.find("translation")
        if translation is not None and translation.get("type") != "unfinished" and translation.text:
            known[message.findtext("source", "")] = translation.text
    return lambda text: known.get(text, text)


def _markdown(text: str) -> str:
    """As much of Markdown as the sources use: headings, paragraphs, lists, pictures, links, emphasis, code."""
    return "\n".join(_block(block) for block in re.split(r"\n\s*\n", text.strip()))


def _block(block: str) -> str:
    heading = re.match(r"(#+) (.*)", block)
    if heading:
        level = len(heading.group(1))
        return f"<h{level}>{_inline(heading.group(2))}</h{level}>"
    for mark, tag in ((r"- ", "ul"), (r"\d+\. ", "ol")):
        if re.match(mark, block):
            items = "".join(f"<li>{_inline(item)}</li>" for item in re.split(rf"(?:^|\n){mark}", block)[1:])
            return f"<{tag}>{items}</{tag}>"
    return f"<p>{_inline(block)}</p>"


def _inline(text: str) -> str:
    text = html.escape(" ".join(text.split()), quote=False)
    text = re.sub(r"!\[([^]]*)\]\(([^)]+)\)", r'<img src="\2" alt="\1"/>', text)
    text = re.sub(r"\[([^]]+)\]\(([^)]+)\)", r'<a href="\2">\1</a>', text)
    text = re.sub(r"`([^`]+)`", r"<code>\1</code>", text)
    text = re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*([^*]+)\*", r"<i>\1</i>", text)


if __name__ == "__main__":
    build()
