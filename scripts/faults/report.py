"""Tables of what the faults cost, and whether our targets hold. Exit 1 if one does not.

usage: report.py MEASUREMENTS... [--peers] [--json FILE] [--fact NAME=VALUE]...

MEASUREMENTS: a JSON object a line, by measure.py, or what --json wrote earlier; several are put together. Of several rounds
the worst figure is shown, and the sum of what was sent and lost.
"""
import argparse
import json
import sys

GETS = {"lost": 0}
# What must hold for ours: the longest gap, what was lost, and so on; milliseconds.
TARGETS = {
    "stop": GETS | {"gap_ms": 300, "requests_while_out": 0, "after_probe_ms": 200, "again_ms": 1500},
    "kill": GETS | {"gap_ms": 300, "requests_while_out": 0, "after_probe_ms": 200, "again_ms": 1500},
    "pause": GETS | {"gap_ms": 6000, "after_probe_ms": 200},
    "disconnect": GETS | {"gap_ms": 300, "requests_while_out": 0, "after_probe_ms": 200},
    "start": GETS | {"gap_ms": 300, "after_probe_ms": 200, "again_ms": 1500},
    "rolling": GETS | {"again_ms": 1500},
    "outage": GETS,
    "reset": GETS | {"requests_while_out": 0},
    "idleclose": GETS | {"ejections": 0},
    "busy": GETS | {"ejections": 0},
    "poison": GETS | {"longest_out_ms": 200},
    "balancer": {"again_ms": 1000},
    "slow": GETS,
}
AT_LEAST = {"poison": {"least_active": 1}}
SUMMED = ("sent", "lost")
TITLES = {"fault": "fault", "sent": "sent", "lost": "lost", "gap_ms": "longest gap", "eject_ms": "to eject",
          "active_ms": "to readmit", "again_ms": "to 1st answer", "after_probe_ms": "after probe",
          "ejections": "ejections"}
NAMES = {"primelb": "ours"}


def read(files):
    records, facts = [], {}
    for name in files:
        with open(name, encoding="utf-8") as file:
            text = file.read()
        if text.startswith("{\n"):
            whole = json.loads(text)
            records += whole["measurements"]
            facts |= whole["facts"]
        else:
            records += [json.loads(line) for line in text.splitlines()]
    return records, facts


def together(records):
    """One row for each fault and contender, in the order in which they came: sums, and the worst of the rest."""
    rows = {}
    for record in records:
        row = rows.setdefault((record["fault"], record["contender"]), {"rounds": 0, "never_again": False})
        row["rounds"] += 1
        for name, value in record.items():
            if name == "never_again":
                row[name] = row[name] or value
            elif name == "least_active":
                row[name] = min(value, row.get(name, value))
            elif name in SUMMED:
                row[name] = row.get(name, 0) + value
            elif isinstance(value, (int, float)):
                row[name] = max(value, row.get(name) if row.get(name) is not None else value)
            else:
                row[name] = row.get(name) or value
    return rows


def time(value):
    if value is None:
        return "-"
    return f"{value / 1000:.2f} s" if value >= 1000 else f"{value:.0f} ms"


def cell(row, name):
    if row is None:
        return "-"
    if name == "again_ms" and row["never_again"]:
        return "never"
    value = row.get(name)
    return time(value) if name.endswith("_ms") else "-" if value is None else str(value)


def table(lines):
    widths = [max(len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join("  ".join([line[0].ljust(widths[0])] + [text.rjust(width) for text, width in
                                                             zip(line[1:], widths[1:])]).rstrip() for line in lines)


def ours(rows):
    lines = [list(TITLES.values())]
    lines += [[fault] + [cell(row, name) for name in list(TITLES)[1:]]
              for (fault, contender), row in rows.items() if contender == "primelb"]
    return table(lines)


def side_by_side(rows):
    """Lost, longest gap and time to the first answer, of each contender."""
    contenders = list(dict.fromkeys(contender for _, contender in rows))
    lines = [["fault"] + [f"{what} {NAMES.get(name, name)}" for what in ("lost", "gap", "back") for name in contenders]]
    for fault in dict.fromkeys(fault for fault, _ in rows):
        lines.append([fault] + [cell(rows.get((fault, name)), what) for what in ("lost", "gap_ms", "again_ms")
                                for name in contenders])
    return table(lines)


def misses(rows):
    """A line for each target that does not hold."""
    lines = []
    for (fault, contender), row in rows.items():
        if contender != "primelb":
            continue
        for name, most in TARGETS[fault].items():
            value = row.get(name)
            if value is None or value > most or name == "again_ms" and row["never_again"]:
                shown = "never" if value is None else value
                lines.append(f"FAIL  {fault}: {name} is {shown}, the target is at most {most}"
                             + (f" ({row['lost_kinds']}, first: {row['lost_example']})" if name == "lost" else ""))
        for name, least in AT_LEAST.get(fault, {}).items():
            if row.get(name) is None or row[name] < least:
                lines.append(f"FAIL  {fault}: {name} is {row.get(name)}, the target is at least {least}")
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="+")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--json")
    parser.add_argument("--fact", action="append", default=[])
    options = parser.parse_args()
    records, facts = read(options.files)
    facts |= dict(fact.split("=", 1) for fact in options.fact)
    rows = together(records)
    print("\n".join(f"{name}: {value}" for name, value in facts.items()), end="\n\n")
    print(ours(rows))
    if options.peers:
        print("\n" + side_by_side(rows))
    failed = misses(rows)
    print("\n" + ("\n".join(failed) or "PASS  every target holds"))
    if options.json:
        with open(options.json, "w", encoding="utf-8") as file:
            json.dump({"facts": facts, "measurements": records}, file, indent=1)
            file.write("\n")
    sys.exit(1 if failed else 0)


main()
