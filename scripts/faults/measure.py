"""What one fault cost, from what the client, the watcher and the script wrote down. Prints one JSON object.

usage: measure.py FOLDER FAULT CONTENDER ROUND

In FOLDER: run.json and run.csv of client-cli; marks, a line each of what happened, to whom, and when (seconds); for our
balancer also events, by watch.py. All times are of the same wall clock. Times in the result are milliseconds.
"""
import csv
import datetime
import json
import pathlib
import sys


def seconds(instant):
    """The seconds of an RFC 3339 instant with up to nine decimals."""
    whole, _, fraction = instant.rstrip("Z").partition(".")
    time = datetime.datetime.fromisoformat(whole).replace(tzinfo=datetime.timezone.utc).timestamp()
    return time + float("0." + (fraction or "0"))


def millis(later, earlier):
    return round((later - earlier) * 1000, 1)


def samples(folder):
    """When the load ended, and every request."""
    run = json.loads((folder / "run.json").read_text())
    released = seconds(run["releasedAt"])
    with open(folder / "run.csv", encoding="utf-8", newline="") as file:
        requests = [{"started": released + int(row["started_us"]) / 1e6,
                     "finished": released + int(row["finished_us"]) / 1e6, "ok": row["outcome"] == "ok",
                     "outcome": row["outcome"], "server": row["server"], "explanation": row["explanation"]}
                    for row in csv.DictReader(file)]
    return released + run["plan"]["stop"]["millis"] / 1000, requests


def marks(folder):
    with open(folder / "marks", encoding="utf-8") as file:
        return [(what, whom, float(at)) for what, whom, at in (line.split() for line in file)]


def load(requests, start, end):
    """Sent, lost, and the longest time without a success that ended after the fault and began before the load's end."""
    done = sorted(request["finished"] for request in requests if request["ok"] and request["finished"] < end)
    ends = done + [end]
    before = [min(request["started"] for request in requests)] + done
    gap, at = max(((end - begin, begin) for begin, end in zip(before, ends) if end > start), default=(0, start))
    lost = {}
    for request in requests:
        if not request["ok"]:
            lost[request["outcome"]] = lost.get(request["outcome"], 0) + 1
    first = next((request["explanation"] for request in requests if not request["ok"]), None)
    return {"sent": len(requests), "lost": sum(lost.values()), "lost_kinds": lost, "lost_example": first,
            "gap_ms": round(gap * 1000, 1), "gap_begins_ms": millis(at, start)}


def answered_again(requests, whom, at):
    """When the server (or, where it is the balancer that came back, any server) answered a request sent after that."""
    answers = [request["finished"] for request in requests
               if request["ok"] and (request["server"] == whom or whom == "balancer") and request["started"] >= at]
    return millis(min(answers), at) if answers else None


def inactive_times(events, start):
    """Each time that a server was out after the start: whom, from, until (None: to the end), why, requests sent to it."""
    times, open_times, was_active = [], {}, {}
    for event in events:
        for name, row in event.get("servers", {}).items():
            active, since = row["state"] == "active", seconds(row["since"])
            out = open_times.get(name)
            if out and not active and since == out["since"]:
                out["leaked"] = row["requests"] - out["requests"]
                continue
            # Draining ends in inactive: that is still the same time out. Inactive twice was active in between.
            still = out and not active and out["state"] == "draining"
            if out and not still:
                out["until"] = since
                times.append(open_times.pop(name))
            if not active and (still or was_active.get(name) or out) and since >= start:
                open_times[name] = {"server": name, "from": out["from"] if still else since, "since": since, "until": None,
                                    "why": row["reason"], "state": row["state"],
                                    "requests": out["requests"] if still else row["requests"],
                                    "leaked": out["leaked"] if still else 0}
            was_active[name] = active
    return times + list(open_times.values())


def became_active(events, whom, at):
    """When a server that had not been active was, and when the probe before it ended."""
    for event in events:
        row = event.get("servers", {}).get(whom)
        if row and row["state"] == "active" and seconds(row["since"]) >= at:
            probe = row["lastProbe"]
            return seconds(row["since"]), seconds(probe["at"]) if probe else None
    return None, None


def state(folder, happened, start):
    """What the balancer's own view adds."""
    with open(folder / "events", encoding="utf-8") as file:
        events = [json.loads(line) for line in file]
    out = inactive_times(events, start)
    ends = max(event["at"] for event in events)
    ejected, active, after_probe, after_ready = [], [], [], []
    for what, whom, at in happened:
        if what == "fault":
            ejected += [millis(time["from"], at) for time in out if time["server"] == whom and time["from"] >= at - 0.05][:1]
        elif what in ("heal", "ready"):
            since, probe = became_active(events, whom, at)
            if since and what == "heal":
                active.append(millis(since, at))
                after_probe += [millis(since, probe)] if probe else []
            elif since:
                after_ready.append(millis(since, at))
    after = [event for event in events if event["at"] >= start and "servers" in event]
    return {"eject_ms": max(ejected, default=None), "why": out[0]["why"] if out else None,
            "requests_while_out": sum(time["leaked"] for time in out), "active_ms": max(active, default=None),
            "after_probe_ms": max(after_probe, default=None), "after_ready_ms": max(after_ready, default=None),
            "ejections": len(out), "longest_out_ms": max((millis(time["until"] or ends, time["from"]) for time in out),
                                                         default=0),
            "least_active": min((sum(row["state"] == "active" for row in event["servers"].values()) for event in after),
                                default=None)}


def main():
    folder = pathlib.Path(sys.argv[1])
    (end, requests), happened = samples(folder), marks(folder)
    start = min(at for what, _, at in happened if what in ("fault", "heal"))
    if max(at for *_, at in happened) > end:
        sys.exit(f"error: the load of {sys.argv[2]} ended before the fault was over")
    again = [answered_again(requests, whom, at) for what, whom, at in happened if what == "heal"]
    record = {"fault": sys.argv[2], "contender": sys.argv[3], "round": int(sys.argv[4])} | load(requests, start, end)
    record["again_ms"] = None if None in again else max(again, default=None)
    record["never_again"] = None in again
    if (folder / "events").exists():
        record |= state(folder, happened, start)
    print(json.dumps(record))


main()
