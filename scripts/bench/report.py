#!/usr/bin/env python3
"""Medians of measurements and the ratio of our balancer to each other contender, as tables; on request as JSON.

usage: report.py throughput|connections|compute|client|open MEASUREMENTS [--fact NAME=VALUE]... [--json FILE]

MEASUREMENTS has one JSON object a line. Measurements of the same load form one table, with a row for each contender.
"""
import argparse
import json
import statistics

def rate_column(name, heading):
    return name, heading, lambda value: f"{value:,.0f}"


def millis_column(name, heading):
    return name, heading, lambda value: f"{value / 1000:.3f}"


def micros_column(name, heading):
    return name, heading, lambda value: f"{value:.1f}"


def mega_column(name, heading):
    return name, heading, lambda value: f"{value / 1024:.1f}"


LATENCIES = [millis_column("p50_us", "p50 ms"), millis_column("p99_us", "p99 ms")]
# Of each kind, the columns of its tables: more than one where a single table would be too wide.
COLUMNS = {
    "throughput": [[rate_column("rate", "requests/s"), *LATENCIES, micros_column("cpu_us", "CPU µs each"),
                    mega_column("rss_kb", "resident MB")]],
    "connections": [[mega_column("rss_before_kb", "MB before"), mega_column("rss_idle_kb", "MB with idle"),
                     micros_column("kb_each", "kB each"), mega_column("rss_active_kb", "MB with both")],
                    [rate_column("rate_alone", "req/s alone"), rate_column("rate", "req/s beside"),
                     millis_column("p50_alone_us", "p50 alone"), millis_column("p50_us", "p50 beside"),
                     millis_column("p99_alone_us", "p99 alone"), millis_column("p99_us", "p99 beside"),
                     micros_column("cpu_alone_us", "CPU µs alone"), micros_column("cpu_us", "CPU µs beside")]],
    "client": [[rate_column("rate", "requests/s"), *LATENCIES, micros_column("cpu_us", "CPU µs each")]],
    "open": [[rate_column("offered", "offered/s"), rate_column("rate", "sent/s"),
              ("sent_percent", "sent %", lambda value: f"{value:.2f}"), *LATENCIES,
              millis_column("service_us", "service p99")]],
    "compute": [[("rate", "requests/s", lambda value: f"{value:.2f}"), *LATENCIES]],
}


def load_of(measurement):
    """What the measurements of one table have in common, in words."""
    body, connections = measurement.get("body"), measurement.get("connections")
    return f"{body} body, {connections} connection{'s' if connections > 1 else ''}" if body else ""


def medians(measurements, columns):
    """load -> contender -> column -> median over the rounds, in the order of first appearance."""
    groups = {}
    for one in sorted(measurements, key=lambda one: one["round"] != 1):
        groups.setdefault(load_of(one), {}).setdefault(one["contender"], []).append(one)
    return {load: {contender: summary(rounds, columns) for contender, rounds in contenders.items()}
            for load, contenders in groups.items()}


def summary(rounds, columns):
    result = {name: statistics.median(one[name] for one in rounds) for name, _, _ in columns}
    rates = [one["rate"] for one in rounds]
    result["spread"] = (max(rates) - min(rates)) / result["rate"] if result["rate"] else 0
    result["errors"] = sum(one["errors"] for one in rounds)
    return result


def rows(contenders, columns):
    """The cells of one table: the contenders, then our ratios to each of the others."""
    yield ["", *(heading for _, heading, _ in columns), "rate ±", "errors"]
    for contender, values in contenders.items():
        # No proxy, no cost of one.
        cells = [show(values[name]) if values[name] else "-" for name, _, show in columns]
        yield [contender, *cells, f"{values['spread'] / 2:.0%}", str(values["errors"])]
    ours = contenders.get("primelb")
    direct = contenders.get("direct")
    for contender, values in contenders.items():
        if ours and direct and contender != "direct":
            yield [f"{contender} - direct", *(show(values[name] - direct[name]) if name.startswith("p") else ""
                                              for name, _, show in columns)]
    for contender, values in contenders.items():
        if ours and contender not in ("primelb", "direct"):
            yield [f"primelb / {contender}", *(ratio(ours[name], values[name]) for name, _, _ in columns)]


def ratio(ours, theirs):
    return f"{ours / theirs:.2f}x" if theirs else "-"


def table(lines):
    lines = [line + [""] * (len(lines[0]) - len(line)) for line in lines]
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    return "\n".join("  ".join(cell.ljust(width) if i == 0 else cell.rjust(width)
                               for i, (cell, width) in enumerate(zip(line, widths))).rstrip() for line in lines)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kind", choices=COLUMNS)
    parser.add_argument("measurements")
    parser.add_argument("--fact", action="append", default=[])
    parser.add_argument("--json")
    asked = parser.parse_args()
    facts = dict(fact.split("=", 1) for fact in asked.fact)
    with open(asked.measurements, encoding="utf-8") as source:
        measurements = [json.loads(line) for line in source]
    tables = COLUMNS[asked.kind]
    result = medians(measurements, [column for columns in tables for column in columns])
    print("; ".join(f"{name} {value}" for name, value in facts.items()))
    for load, contenders in result.items():
        for columns in tables:
            print(f"\n{load}" if load else "")
            print(table(list(rows(contenders, columns))))
    if asked.kind == "compute":
        contenders = result[""]
        share = contenders["balanced"]["rate"] / contenders["direct"]["rate"]
        print(f"\nthe system reaches {share:.1%} of the throughput of its servers alone")
    if asked.json:
        with open(asked.json, "w", encoding="utf-8") as out:
            json.dump({"facts": facts, "medians": result, "measurements": measurements}, out, indent=1)
            out.write("\n")


if __name__ == "__main__":
    main()
